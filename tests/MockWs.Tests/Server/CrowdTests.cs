using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;

namespace MockWs.Tests.Server;

/// <summary>A thousand clients that talk for ten minutes of a clock that is not real, while the scenario is told anew again and again.</summary>
[CancelAfter(120_000)]
internal sealed class CrowdTests
{
    private const int Clients = 1000;
    private const int Rounds = 3;
    private const int Messages = 10;
    private const int Minutes = 10;

    private readonly Lock _lock = new();
    private readonly FakeTimeProvider _clock = new();
    private int _told;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task Every_message_is_answered_by_one_scenario_and_none_is_lost()
    {
        await using var server = await MockWsServer.StartAsync(mock =>
        {
            // As many as there are at a time: a client that left and still counts keeps another out.
            mock.InMemory().Options.ConnectionLimit = Clients;
            mock.Options.Time = _clock;
            mock.UseScenarioText(Scenario(0));
        });

        for (var round = 0; round < Rounds; round++)
        {
            await TalkAsync(server);
            await server.WhenEmptyAsync(TimeSpan.FromSeconds(60), Cancellation);
        }

        Count(server, JournalEntryKind.Opened).Should().Be(Rounds * Clients);
        Count(server, JournalEntryKind.Refused).Should().Be(0);
        Count(server, JournalEntryKind.Received).Should().Be(Rounds * Clients * Messages);
        Count(server, JournalEntryKind.Sent).Should().Be(Rounds * Clients * (1 + (2 * Messages) + Minutes));
        Count(server, JournalEntryKind.Closed).Should().Be(Rounds * Clients);
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Error || entry.Kind == JournalEntryKind.Violation || entry.Kind == JournalEntryKind.Lost);
        _told.Should().Be(Rounds * ((Clients / 20) + (Clients / 100)));
    }

    private async Task TalkAsync(MockWsServer server)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => ConnectAsync(server, number))));
        await server.WhenIdleAsync(TimeSpan.FromSeconds(60), Cancellation);
        var talking = Task.WhenAll(clients.Select((client, number) => Task.Run(() => TalkAsync(server, number, client.Socket, client.Version))));
        while (!talking.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await talking;
        await Task.WhenAll(clients.Select(client => client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation)));
        foreach (var (socket, _) in clients)
        {
            socket.Dispose();
        }
    }

    /// <summary>A client that connects after a scenario was told meets that one or a later one.</summary>
    private async Task<(WebSocket Socket, string Version)> ConnectAsync(MockWsServer server, int number)
    {
        if (number % 20 == 0)
        {
            Tell(server);
        }

        var before = Volatile.Read(ref _told);
        var socket = await server.ConnectAsync("/crowd", cancellation: Cancellation);
        var version = await socket.ReceiveTextAsync();
        int.Parse(version).Should().BeInRange(before, Volatile.Read(ref _told) + 1);
        return (socket, version);
    }

    private async Task TalkAsync(MockWsServer server, int number, WebSocket socket, string version)
    {
        var received = new List<string>();
        for (var message = 0; message < Messages; message++)
        {
            if (number % 100 == 0 && message == Messages / 2)
            {
                Tell(server);
            }

            await socket.SendAsync($"{number}:{message}");
            await ReadUntilAsync($"{version} done");
        }

        while (received.Count < (2 * Messages) + Minutes)
        {
            received.Add(await socket.ReceiveTextAsync());
        }

        var answers = Enumerable.Range(0, Messages).SelectMany(message => new[] { $"{version} {number}:{message}", $"{version} done" });
        var ticks = Enumerable.Range(1, Minutes).Select(tick => $"{version} tick {tick}");
        received.Where(text => !text.Contains("tick", StringComparison.Ordinal)).Should().Equal(answers);
        received.Where(text => text.Contains("tick", StringComparison.Ordinal)).Should().Equal(ticks);

        async Task ReadUntilAsync(string last)
        {
            do
            {
                received.Add(await socket.ReceiveTextAsync());
            }
            while (received[^1] != last);
        }
    }

    private void Tell(MockWsServer server)
    {
        lock (_lock)
        {
            server.Reconfigure(mock =>
            {
                mock.InMemory().Options.ConnectionLimit = Clients;
                mock.UseScenarioText(Scenario(_told + 1));
            });
            Volatile.Write(ref _told, _told + 1);
        }
    }

    private static string Scenario(int version) =>
        $$$"""
        {
          "endpoints": [
            {
              "path": "/crowd",
              "onOpen": [ { "send": "{{{version}}}" }, { "every": { "interval": "00:01:00", "times": {{{Minutes}}}, "then": [ { "send": "{{{version}}} tick {{tick.n}}" } ] } } ],
              "rules": [ { "when": { "anyText": true }, "then": [ { "send": "{{{version}}} {{message.text}}" }, { "send": "{{{version}}} done" } ] } ]
            }
          ]
        }
        """;

    private static int Count(MockWsServer server, JournalEntryKind kind) => server.Journal.Count(entry =>
        entry.Kind == kind && (kind is not (JournalEntryKind.Received or JournalEntryKind.Sent) || entry.IsText));
}
