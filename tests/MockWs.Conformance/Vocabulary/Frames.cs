using System.Buffers.Binary;
using System.Text;

namespace MockWs.Conformance.Vocabulary;

/// <summary>The words for frames, payloads and clients that the cases are written in.</summary>
internal static class Frames
{
    /// <summary>A client whose handshake is done, without extensions.</summary>
    public static Exchange Client => new(_ => { }, null);

    /// <summary>A client that offers extensions.</summary>
    public static Exchange ClientOffering(string extensions, Action<MockWsServerOptions>? configure = null) =>
        new(configure ?? (_ => { }), extensions);

    /// <summary>A client of a server with other settings.</summary>
    public static Exchange ClientOf(Action<MockWsServerOptions> configure) => new(configure, null);

    public static Frame Text(string payload) => new(0x1, Utf8(payload));

    public static Frame Text(byte[] payload) => new(0x1, payload);

    public static Frame Binary(byte[] payload) => new(0x2, payload);

    public static Frame Continuation(string payload) => new(0x0, Utf8(payload));

    public static Frame Continuation(byte[] payload) => new(0x0, payload);

    public static Frame Ping(string payload = "") => new(0x9, Utf8(payload));

    public static Frame Ping(byte[] payload) => new(0x9, payload);

    public static Frame Pong(string payload = "") => new(0xA, Utf8(payload));

    public static Frame Pong(byte[] payload) => new(0xA, payload);

    /// <summary>A close frame with no code.</summary>
    public static Frame Close() => Close([]);

    public static Frame Close(int code, string reason = "") => Close(code, Utf8(reason));

    public static Frame Close(int code, byte[] reason)
    {
        var payload = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return Close([.. payload, .. reason]);
    }

    public static Frame Close(byte[] payload) => new(0x8, payload);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Bytes that repeat late, so that none can be lost or doubled unseen.</summary>
    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Text of so many bytes: characters of one to four bytes, as far as they fit.</summary>
    public static byte[] TextBytes(int count)
    {
        var pattern = Utf8("Hello-µ@ßöäüàá-UTF-8!! κόσμε ∮ 👋 ");
        var text = new byte[count];
        text.AsSpan().Fill((byte)'*');
        for (var at = 0; at + pattern.Length <= count; at += pattern.Length)
        {
            pattern.CopyTo(text, at);
        }

        return text;
    }
}
