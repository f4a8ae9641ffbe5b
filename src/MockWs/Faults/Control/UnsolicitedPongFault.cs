using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a pong that no ping asked for. That is allowed, "a unidirectional heartbeat", and "a response to an unsolicited Pong frame is not expected"
    /// (RFC 6455 section 5.5.3): a client should neither answer it nor take it for the answer to a ping of its own.
    /// </summary>
    /// <param name="payload">The payload, at most 125 bytes. Default: none.</param>
    /// <exception cref="ArgumentException">The payload is longer.</exception>
    public static Fault UnsolicitedPong(params ReadOnlySpan<byte> payload) =>
        new UnsolicitedPongFault(new Payload(ControlPayload.Check(payload.ToArray(), nameof(payload))));
}

internal sealed record UnsolicitedPongFault(Payload Payload) : BytesFault
{
    internal override string Text => "a pong comes that no ping asked for (RFC 6455 5.5.3)";

    internal override Moments Moments => Moments.BetweenFrames | Moments.MidMessage;

    internal override void Write(IBufferWriter<byte> output, Random random) => FrameBytes.Write(output, Opcode.Pong, Payload.Value.Span);
}
