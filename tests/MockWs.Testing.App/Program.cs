using System.Net.WebSockets;
using System.Text;

// An application as its author writes it: it takes prices from a WebSocket server, and knows nothing of tests. It reads its setting before it is
// built, where an override that comes late is missed.
var builder = WebApplication.CreateBuilder(args);
var prices = new Uri(builder.Configuration["Prices:Url"] ?? "wss://prices.example/v1");
var app = builder.Build();

app.MapGet("/price/{symbol}", async (string symbol, IServiceProvider services, CancellationToken cancellation) =>
{
    using var socket = new ClientWebSocket();
    await socket.ConnectAsync(prices, services.GetService<HttpMessageInvoker>(), cancellation);
    await socket.SendAsync(Encoding.UTF8.GetBytes(symbol), WebSocketMessageType.Text, true, cancellation);
    var buffer = new byte[100];
    var received = await socket.ReceiveAsync(buffer, cancellation);
    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", cancellation);
    return Encoding.UTF8.GetString(buffer, 0, received.Count);
});

app.Run();

/// <summary>What the factory of tests finds the application by.</summary>
public partial class Program;
