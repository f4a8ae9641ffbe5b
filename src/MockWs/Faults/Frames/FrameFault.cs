using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>
/// A frame that goes out wrong. At <see cref="At.Sent"/> it is the frame of a message that goes out anyway, uncompressed; at other moments, one
/// more: a text frame that says "fault".
/// </summary>
internal abstract record FrameFault : Fault
{
    /// <summary>The payload of a frame of its own.</summary>
    internal static ReadOnlySpan<byte> OwnPayload => "fault"u8;

    internal override Capabilities Needs => Capabilities.RawFrames;

    internal sealed override Moments Moments => Moments.BetweenFrames;

    internal override Moment Default => At.Sent(1);

    /// <summary>Writes what goes out instead of a frame. A pure function.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="header">The head of the right frame: final, not masked, no reserved bits.</param>
    /// <param name="payload">Its payload.</param>
    internal abstract void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload);
}
