using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Answers pings with another payload than theirs, from its moment on. A pong "MUST have identical Application data" (RFC 6455 section 5.5.3); a
    /// client should not take such a pong for the answer to its ping, nor for the end of the connection: unsolicited pongs are allowed.
    /// </summary>
    /// <param name="payload">The payload, at most 125 bytes. Default: the ping's with each bit inverted, or a byte 00 for an empty one.</param>
    /// <exception cref="ArgumentException">The payload is longer.</exception>
    public static Fault WrongPong(params ReadOnlySpan<byte> payload) =>
        new WrongPongFault(new Payload(ControlPayload.Check(payload.ToArray(), nameof(payload))));
}

internal sealed record WrongPongFault(Payload Payload) : ControlFault
{
    internal override string Text => "a ping gets a pong with another payload (RFC 6455 5.5.3)";

    internal override Opcode Opcode => Opcode.Pong;

    internal override ControlAnswer Apply(ControlAnswer answer) => answer with { Payload = Payload.Value.IsEmpty ? Inverted(answer.Payload) : Payload.Value };

    private static byte[] Inverted(ReadOnlyMemory<byte> payload) => payload.IsEmpty ? [0] : [.. payload.ToArray().Select(one => (byte)~one)];
}
