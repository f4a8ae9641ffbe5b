using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>A fault in what the server answers by itself: a pong or the echo of a close frame. It begins at its moment and stays.</summary>
internal abstract record ControlFault : Fault
{
    internal override Capabilities Needs => Capabilities.PongControl;

    internal override Moments Moments => Moments.Handshake | Moments.BetweenFrames;

    internal sealed override Moment Default => At.Handshake;

    internal sealed override bool IsLasting => true;

    /// <summary>Which answer is meant: pong or close.</summary>
    internal abstract Opcode Opcode { get; }

    /// <summary>What the server answers instead. A pure function.</summary>
    internal abstract ControlAnswer Apply(ControlAnswer answer);
}

/// <summary>A control frame that answers another. Immutable.</summary>
/// <param name="Payload">Its payload.</param>
/// <param name="Delay">How long it waits, while everything else goes on.</param>
/// <param name="IsWithheld">Whether it never goes out.</param>
internal readonly record struct ControlAnswer(ReadOnlyMemory<byte> Payload, TimeSpan Delay = default, bool IsWithheld = false);
