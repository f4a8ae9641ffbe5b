using System.Net.WebSockets;
using System.Text;
using MockWs.Recording;

namespace MockWs.Server.Clients;

/// <summary>Messages as a client of the command line prints them.</summary>
internal static class Printed
{
    /// <summary>A text as it is, bytes as hexadecimal digits. On a terminal, control characters of a text are shown as escapes.</summary>
    public static string Message(ReadOnlySpan<byte> payload, WebSocketMessageType type)
    {
        if (type == WebSocketMessageType.Binary)
        {
            return string.Join(' ', Convert.ToHexStringLower(payload).Chunk(2).Select(digits => new string(digits)));
        }

        var text = Encoding.UTF8.GetString(payload);
        return Console.IsOutputRedirected ? text : Transcript.OnOneLine(text);
    }
}
