using System.Net.WebSockets;
using System.Text;

namespace MockWs.Tests.Server;

/// <summary>What tests say to a client, in few words.</summary>
internal static class WebSocketExtensions
{
    public static Task SendAsync(this WebSocket client, string text) =>
        client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    public static async Task<(WebSocketMessageType Type, byte[] Payload)> ReceiveAsync(this WebSocket client)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await client.ReceiveAsync(buffer, default).WaitAsync(TimeSpan.FromSeconds(20));
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return (part.MessageType, message.ToArray());
            }
        }
    }

    public static async Task<string> ReceiveTextAsync(this WebSocket client) => Encoding.UTF8.GetString((await client.ReceiveAsync()).Payload);

    public static async Task<string> EchoAsync(this WebSocket client, string text)
    {
        await client.SendAsync(text);
        return await client.ReceiveTextAsync();
    }
}
