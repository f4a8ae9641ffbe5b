using System.Buffers;

namespace MockWs.Faults;

/// <summary>Bytes that go out in addition to all others: whole frames, or what is none.</summary>
internal abstract record BytesFault : Fault
{
    internal sealed override Capabilities Needs => Capabilities.RawFrames;

    internal override Moments Moments => Moments.Conversation;

    internal override Moment Default => At.Open;

    /// <summary>The payload of the close frame among them, after which the server sends nothing more; null for none.</summary>
    internal virtual ReadOnlyMemory<byte>? ClosePayload => null;

    /// <summary>Writes the bytes.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="random">The connection's chance.</param>
    internal abstract void Write(IBufferWriter<byte> output, Random random);
}
