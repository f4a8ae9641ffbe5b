using System.Buffers;
using System.Globalization;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends the head of a text frame and nothing of its payload: a length that never arrives. What the server sends after it, a client has to
    /// take for that payload (RFC 6455 section 5.2). It should not make room for more than it is ready to take, refuse what is too long with 1009
    /// (section 7.4.1) at the head already, and give up on the rest after a time of its own.
    /// </summary>
    /// <param name="length">How many bytes the head says, from 1 on. Default: 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is less than 1.</exception>
    public static Fault UnfinishedFrame(long length = 1_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new UnfinishedFrameFault(length);
    }
}

internal sealed record UnfinishedFrameFault(long Length) : BytesFault
{
    internal override string Text => string.Create(CultureInfo.InvariantCulture, $"a frame says {Length} bytes, and none of them come (RFC 6455 5.2)");

    internal override Moments Moments => Moments.BetweenFrames;

    internal override void Write(IBufferWriter<byte> output, Random random)
    {
        Span<byte> head = stackalloc byte[FrameHeader.MaxSize];
        output.Write(head[..new FrameHeader(true, 0, Opcode.Text, false, Length).Write(head)]);
    }
}
