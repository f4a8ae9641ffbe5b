using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>A fault in the messages that go out, which are right each by itself. It begins at its moment and stays.</summary>
internal abstract record MessageFault : Fault
{
    internal sealed override Capabilities Needs => Capabilities.None;

    internal sealed override Moments Moments => Moments.Handshake | (Moments.BetweenFrames & ~Moments.Sent);

    internal sealed override Moment Default => At.Handshake;

    internal sealed override bool IsLasting => true;

    /// <summary>What goes out instead of a message. A pure function.</summary>
    internal abstract MessageChange Apply(OutMessage message, Random random);
}

/// <summary>What becomes of a message.</summary>
/// <param name="Now">What goes out in its place, in order.</param>
/// <param name="AfterNext">What goes out after the next message, or before the close frame; null for nothing.</param>
internal sealed record MessageChange(IReadOnlyList<OutMessage> Now, OutMessage? AfterNext = null);

/// <summary>A message that goes out.</summary>
/// <param name="Opcode">Text or binary.</param>
/// <param name="Payload">Uncompressed.</param>
internal sealed record OutMessage(Opcode Opcode, ReadOnlyMemory<byte> Payload);
