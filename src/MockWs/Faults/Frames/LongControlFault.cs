using System.Buffers;
using System.Globalization;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a control frame with more than 125 bytes of payload, which it MUST NOT have (RFC 6455 section 5.5). A client MUST fail the connection,
    /// with close code 1002, and should not answer the frame.
    /// </summary>
    /// <param name="opcode">Ping, pong or close, after which the server sends nothing more. Default: ping.</param>
    /// <param name="length">How many bytes, 126 to 1,000,000. Default: 126.</param>
    /// <exception cref="ArgumentOutOfRangeException">The opcode is not one of a control frame, or the length is out of its range.</exception>
    public static Fault LongControl(Opcode opcode = Opcode.Ping, int length = LongControlFault.Least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, LongControlFault.Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LongControlFault.Most);
        return new LongControlFault(ControlPayloads.Check(opcode), length);
    }
}

internal sealed record LongControlFault(Opcode Opcode, int Length) : BytesFault
{
    public const int Least = FrameHeader.MaxControlPayload + 1;
    public const int Most = 1_000_000;

    /// <summary>The name of its frame.</summary>
    public string Frame => ControlPayloads.NameOf(Opcode);

    internal override string Text => string.Create(
        CultureInfo.InvariantCulture, $"a {Frame} frame has {Length} bytes of payload (RFC 6455 5.5)");

    internal override Moments Moments => Moments.BetweenFrames;

    internal override ReadOnlyMemory<byte>? ClosePayload => ControlPayloads.IfClose(Opcode, Length);

    /// <summary>The fault of a frame by its name.</summary>
    public static Fault Of(string frame, int length) => LongControl(ControlPayloads.OpcodeOf(frame), length);

    internal override void Write(IBufferWriter<byte> output, Random random) =>
        FrameBytes.Write(output, Opcode, ControlPayloads.Create(Opcode, Length));
}
