using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends many pings at once, each with its number as four bytes, counted from 1. A client MUST answer, but "MAY elect to send a Pong frame for only
    /// the most recently processed Ping frame" (RFC 6455 section 5.5.3): it should go on working meanwhile, and gather no endless queue of pongs.
    /// </summary>
    /// <param name="count">How many, 1 to 1,000,000. Default: 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static Fault PingFlood(int count = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, PingFloodFault.Most);
        return new PingFloodFault(count);
    }
}

internal sealed record PingFloodFault(int Count) : BytesFault
{
    public const int Most = 1_000_000;

    internal override string Text => string.Create(CultureInfo.InvariantCulture, $"{Count} pings come at once (RFC 6455 5.5.2)");

    internal override Moments Moments => Moments.BetweenFrames | Moments.MidMessage;

    internal override void Write(IBufferWriter<byte> output, Random random)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        for (var number = 1; number <= Count; number++)
        {
            BinaryPrimitives.WriteInt32BigEndian(payload, number);
            FrameBytes.Write(output, Opcode.Ping, payload);
        }
    }
}
