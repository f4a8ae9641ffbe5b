using System.Net.WebSockets;
using System.Text;

namespace MockWs.Testing.Tests;

/// <summary>What tests say to a client, in few words.</summary>
internal static class Clients
{
    public static async Task SendAsync(this WebSocket client, params string[] texts)
    {
        foreach (var text in texts)
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }
    }

    public static async Task<string> ReceiveTextAsync(this WebSocket client)
    {
        var buffer = new byte[4096];
        var received = await client.ReceiveAsync(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public static Task CloseAsync(this WebSocket client, WebSocketCloseStatus code = WebSocketCloseStatus.NormalClosure, string reason = "") =>
        client.CloseAsync(code, reason, CancellationToken.None);
}
