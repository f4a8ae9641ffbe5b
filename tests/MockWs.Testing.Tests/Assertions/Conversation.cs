using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;

namespace MockWs.Testing.Tests.Assertions;

/// <summary>A server in memory whose clock stands still, and what clients say to it, one after the other.</summary>
internal sealed class Conversation(MockWsServer server, FakeTimeProvider clock) : IAsyncDisposable
{
    private readonly List<WebSocket> _clients = [];

    public MockWsServer Server { get; } = server;

    public static async Task<Conversation> BeginAsync(Action<MockWsServerBuilder>? configure = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 9, 0, 0, TimeSpan.Zero));
        var server = await MockWsServer.StartAsync(mock =>
        {
            mock.InMemory().UseTime(clock).Otherwise(MockWs.Behaviours.Unmatched.Ignore);
            configure?.Invoke(mock);
        });
        return new Conversation(server, clock);
    }

    public async Task<WebSocket> ConnectAsync(string path = "/chat", Action<ClientWebSocketOptions>? configure = null)
    {
        var client = await Server.ConnectAsync(path, configure);
        _clients.Add(client);
        await Server.WhenIdleAsync();
        return client;
    }

    public async Task SayAsync(WebSocket client, params string[] texts)
    {
        foreach (var text in texts)
        {
            await client.SendTextAsync(text);
            await Server.WhenIdleAsync();
            clock.Advance(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>A client that connects again after each of these times, and is cut off each time.</summary>
    public async Task ReconnectAsync(params double[] seconds)
    {
        foreach (var wait in seconds.Prepend(0))
        {
            clock.Advance(TimeSpan.FromSeconds(wait));
            var client = await ConnectAsync();
            client.Abort();
            await Server.Journal.WaitForCountAsync(_clients.Count, entry => entry.Kind == MockWs.Recording.JournalEntryKind.Lost);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Server.DisposeAsync();
    }
}
