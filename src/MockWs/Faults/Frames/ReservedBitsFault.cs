using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a frame with reserved bits set that no agreed extension gives a meaning. A client MUST fail the connection (RFC 6455 section 5.2),
    /// with close code 1002, and must not deliver the message.
    /// </summary>
    /// <param name="bits">The bits as a number: RSV1 is 4, RSV2 is 2, RSV3 is 1. Default: RSV3 alone, which no extension in use defines.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 1 to 7.</exception>
    public static Fault ReservedBits(int bits = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 7);
        return new ReservedBitsFault((byte)bits);
    }
}

internal sealed record ReservedBitsFault(byte Bits) : FrameFault
{
    internal override string Text => $"a frame has the reserved bits {Convert.ToString(Bits, 2).PadLeft(3, '0')} set (RFC 6455 5.2)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(output, header with { Rsv = Bits }, payload);
}
