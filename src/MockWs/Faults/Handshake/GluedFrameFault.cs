using System.Buffers;
using System.Text;
using MockWs.Wire;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a text message in the same bytes as the answer to the handshake, as TCP may at any time. A client should open and deliver it: a
    /// server may send as soon as it has answered (RFC 6455 section 4.2.2), and what is read behind the head belongs to the first frame.
    /// </summary>
    /// <param name="text">The message. Default: <c>glued</c>.</param>
    public static Fault GluedFrame(string text = GluedFrameFault.Usual)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GluedFrameFault(text);
    }
}

internal sealed record GluedFrameFault(string Message) : HandshakeFault
{
    public const string Usual = "glued";

    internal override string Text => $"the first frame, of {Encoding.UTF8.GetByteCount(Message)} bytes of text, is glued to the answer to the handshake";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write(answer.Body.Span);
        FrameBytes.Write(body, Opcode.Text, Encoding.UTF8.GetBytes(Message));
        return answer with { Body = body.WrittenMemory };
    }
}
