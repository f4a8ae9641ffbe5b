using System.Buffers;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace MockWs.Wire.Handshake;

/// <summary>Writes the answer to a request. It writes what it is told: what is legal is for <see cref="HandshakeRules"/> to say.</summary>
internal static class HandshakeWriter
{
    /// <summary>Accepts a request (RFC 6455 4.2.2) with the bytes of <see cref="UpgradeResponse.Accept"/>, but without the object.</summary>
    public static void WriteAccept(IBufferWriter<byte> output, UpgradeRequest request, string? subprotocol, string? extensions)
    {
        output.Write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "u8);
        HandshakeRules.WriteAcceptFor(request.Find(HeaderNames.SecWebSocketKey), output.GetSpan(HandshakeRules.AcceptLength));
        output.Advance(HandshakeRules.AcceptLength);
        if (subprotocol is not null)
            WriteText(output, "\r\nSec-WebSocket-Protocol: "u8, subprotocol);
        if (extensions is not null)
            WriteText(output, "\r\nSec-WebSocket-Extensions: "u8, extensions);
        output.Write("\r\n\r\n"u8);
    }

    /// <summary>Writes a response part by part: its head one byte a character, its body as UTF-8.</summary>
    public static void Write(IBufferWriter<byte> output, UpgradeResponse response)
    {
        WriteText(output, "HTTP/1.1 "u8, $"{response.StatusCode} {response.ReasonPhrase}");
        foreach (var (name, value) in response.Headers)
        {
            WriteText(output, "\r\n"u8, name);
            WriteText(output, ": "u8, value);
        }

        output.Write("\r\n\r\n"u8);
        Encoding.UTF8.GetBytes(response.Body, output);
    }

    private static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> before, string text)
    {
        output.Write(before);
        Encoding.Latin1.GetBytes(text, output);
    }
}
