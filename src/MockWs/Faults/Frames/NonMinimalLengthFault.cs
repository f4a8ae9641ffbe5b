using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a frame whose length is written in more bytes than it needs. "The minimal number of bytes MUST be used" (RFC 6455 section 5.2): a
    /// strict client fails the connection with 1002, and one that is not must still read the right length.
    /// </summary>
    /// <param name="bytes">In how many bytes: 2, or 8. A length that needs two anyway is written in eight. Default: 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is neither.</exception>
    public static Fault NonMinimalLength(int bytes = 2) => bytes is sizeof(ushort) or sizeof(ulong)
        ? new NonMinimalLengthFault(bytes)
        : throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "A length that is not minimal is written in 2 or in 8 bytes (RFC 6455 5.2).");
}

internal sealed record NonMinimalLengthFault(int Bytes) : FrameFault
{
    private const int LongestInHead = 125;

    internal override string Text => $"a frame has its length in {Bytes} bytes, more than it needs (RFC 6455 5.2)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        FrameBytes.WriteHead(output, header, payload.Length > LongestInHead ? sizeof(ulong) : Bytes, (ulong)payload.Length);
        output.Write(payload);
    }
}
