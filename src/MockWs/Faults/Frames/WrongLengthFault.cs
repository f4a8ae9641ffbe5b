using System.Buffers;
using System.Globalization;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a frame that says more or fewer bytes of payload than follow. Nothing tells a client where frames really end: it takes the next head
    /// for payload, or payload for a head (RFC 6455 section 5.2). It should fail the connection with 1002 or 1007 as soon as what it reads breaks
    /// a rule, and not hand on what it has read by then without a check.
    /// </summary>
    /// <param name="by">How many bytes more than follow; negative for fewer, but never below none. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is 0, which is no fault.</exception>
    public static Fault WrongLength(int by = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(by);
        return new WrongLengthFault(by);
    }
}

internal sealed record WrongLengthFault(int By) : FrameFault
{
    internal override string Text => string.Create(
        CultureInfo.InvariantCulture, $"a frame says {Math.Abs((long)By)} bytes {(By > 0 ? "more" : "fewer")} than follow (RFC 6455 5.2)");

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[FrameHeader.MaxSize];
        output.Write(head[..(header with { PayloadLength = Math.Max(0, (long)payload.Length + By) }).Write(head)]);
        output.Write(payload);
    }
}
