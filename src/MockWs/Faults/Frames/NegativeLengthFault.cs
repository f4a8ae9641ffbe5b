using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a frame with a length of 64 bits whose top bit is set: "the most significant bit MUST be 0" (RFC 6455 section 5.2). A client that
    /// takes it for a signed number may read a negative length; it should fail the connection with 1002 before it makes room for a payload.
    /// </summary>
    public static Fault NegativeLength() => new NegativeLengthFault();
}

internal sealed record NegativeLengthFault : FrameFault
{
    private const ulong TopBit = 1UL << 63;

    internal override string Text => "a frame has a length of 64 bits with its top bit set (RFC 6455 5.2)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        FrameBytes.WriteHead(output, header, sizeof(ulong), TopBit | (uint)payload.Length);
        output.Write(payload);
    }
}
