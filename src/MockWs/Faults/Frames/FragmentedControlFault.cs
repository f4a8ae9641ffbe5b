using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a control frame in two fragments. Control frames "MUST NOT be fragmented" (RFC 6455 section 5.5): a client MUST fail the connection,
    /// with close code 1002, and should not answer what it has of a ping or a close frame.
    /// </summary>
    /// <param name="opcode">Ping, pong or close, after which the server sends nothing more. Default: ping.</param>
    /// <exception cref="ArgumentOutOfRangeException">The opcode is not one of a control frame.</exception>
    public static Fault FragmentedControl(Opcode opcode = Opcode.Ping) => new FragmentedControlFault(ControlPayloads.Check(opcode));
}

internal sealed record FragmentedControlFault(Opcode Opcode) : BytesFault
{
    private const int Length = 4;

    /// <summary>The name of its frame.</summary>
    public string Frame => ControlPayloads.NameOf(Opcode);

    internal override string Text => $"a {Frame} frame comes in two fragments (RFC 6455 5.5)";

    internal override Moments Moments => Moments.BetweenFrames;

    internal override ReadOnlyMemory<byte>? ClosePayload => ControlPayloads.IfClose(Opcode, Length);

    /// <summary>The fault of a frame by its name.</summary>
    public static Fault Of(string frame) => FragmentedControl(ControlPayloads.OpcodeOf(frame));

    internal override void Write(IBufferWriter<byte> output, Random random)
    {
        var payload = ControlPayloads.Create(Opcode, Length);
        FrameBytes.Write(output, Opcode, payload.AsSpan(0, Length / 2), isFinal: false);
        FrameBytes.Write(output, Opcode.Continuation, payload.AsSpan(Length / 2));
    }
}
