using System.Net.WebSockets;
using System.Text;

namespace MockWs.ClientTable;

/// <summary>The client of .NET against servers that misbehave, as <c>faults.mjs</c> does it with npm ws.</summary>
internal static class DotNetClient
{
    public static async Task<(string Version, IReadOnlyList<Seen> Seen)> MeetAsync(IReadOnlyList<Target> targets, TimeSpan patience) =>
        ($"{Environment.Version}", await Task.WhenAll(targets.Select(target => MeetAsync(target, patience))));

    private static async Task<Seen> MeetAsync(Target target, TimeSpan patience)
    {
        using var client = new ClientWebSocket();
        using var timeout = new CancellationTokenSource(patience);
        var isOpen = false;
        var messages = new List<string>();
        string? error = null;
        try
        {
            if (target.Does == "ping")
            {
                client.Options.KeepAliveInterval = TimeSpan.FromSeconds(1);
                client.Options.KeepAliveTimeout = TimeSpan.FromSeconds(2);
            }

            await client.ConnectAsync(target.Url, timeout.Token);
            isOpen = true;
            if (target.Does != "ping")
            {
                await client.SendAsync(Encoding.UTF8.GetBytes(target.Does == "close" ? "goodbye" : "hello"), WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
            }

            while (await ReceiveAsync(client, timeout.Token) is { } message)
            {
                messages.Add(message);
                if (message == "after" && client.State == WebSocketState.Open)
                {
                    await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
                }
            }

            if (client.State == WebSocketState.CloseReceived)
            {
                await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new Seen(isOpen, messages, Waits: true);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            error = failure.GetBaseException().Message;
        }

        return new Seen(isOpen, messages, Error: error, Code: (int?)client.CloseStatus);
    }

    /// <summary>The next message; null for the end of them.</summary>
    private static async Task<string?> ReceiveAsync(ClientWebSocket client, CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(buffer.AsMemory(), cancellation);
            message.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);

        return result.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(message.ToArray());
    }
}
