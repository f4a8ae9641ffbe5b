using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MockWs.Benchmarks.Servers;

/// <summary>ASP.NET Core's echo as its documentation writes it, save that a message is sent whole and not in the pieces it came in.</summary>
internal static class KestrelEcho
{
    public static async Task<int> StartAsync() => new Uri((await RunAsync()).Urls.Single()).Port;

    /// <summary>The application, started; whoever calls disposes it.</summary>
    public static async Task<WebApplication> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(EchoAsync);
        await app.StartAsync();
        return app;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4 * 1024];
        var filled = 0;
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
            if (piece.MessageType == WebSocketMessageType.Close)
                break;
            filled += piece.Count;
            if (piece.EndOfMessage)
            {
                await socket.SendAsync(buffer.AsMemory(0, filled), piece.MessageType, endOfMessage: true, CancellationToken.None);
                filled = 0;
            }
            else if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
