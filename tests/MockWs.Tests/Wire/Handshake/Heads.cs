using System.Buffers;
using System.Text;
using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

/// <summary>Request heads to start from, as a client would send them.</summary>
internal static class Heads
{
    /// <summary>The request of RFC 6455 1.3, without its subprotocols.</summary>
    public const string Good =
        "GET /chat HTTP/1.1\r\n" +
        "Host: server.example.com\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
        "Origin: http://example.com\r\n" +
        "Sec-WebSocket-Version: 13\r\n" +
        "\r\n";

    public static byte[] Bytes(string head) => Encoding.Latin1.GetBytes(head);

    public static UpgradeRequest Request(string head) => new(Bytes(head));

    /// <summary>The good request with another request line.</summary>
    public static string Asking(string requestLine) => $"{requestLine}{Good[Good.IndexOf("\r\n", StringComparison.Ordinal)..]}";

    /// <summary>The good request with more lines before its end.</summary>
    public static string With(params string[] lines) => $"{Good[..^2]}{string.Concat(lines.Select(line => $"{line}\r\n"))}\r\n";

    /// <summary>The good request without some headers.</summary>
    public static string Without(params string[] names) => string.Join(
        "\r\n", Good.Split("\r\n").Where(line => !names.Any(name => line.StartsWith($"{name}:", StringComparison.Ordinal))));

    /// <summary>The good request with other lines in the place of a header.</summary>
    public static string Replacing(string name, params string[] lines) =>
        $"{Without(name)[..^2]}{string.Concat(lines.Select(line => $"{line}\r\n"))}\r\n";

    public static HandshakeRefusal? Check(string head) => HandshakeRules.Check(Request(head));

    public static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
