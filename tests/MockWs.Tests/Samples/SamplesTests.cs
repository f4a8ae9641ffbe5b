using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MockWs.Tests.Configuration;
using MockWs.Tests.Server;

namespace MockWs.Tests.Samples;

/// <summary>The scenarios of the samples in memory, with a clock that is moved on by hand; their pages are tested in a browser.</summary>
[NonParallelizable]
[CancelAfter(60_000)]
internal sealed class SamplesTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task A_chat_room_hears_its_own_people_and_is_told_who_left()
    {
        await using var server = await StartAsync("Chat");
        using var ann = await server.ConnectAsync("/chat/tea");
        using var bob = await server.ConnectAsync("/chat/tea");
        using var eve = await server.ConnectAsync("/chat/coffee");
        foreach (var client in new[] { ann, bob, eve })
        {
            (await client.ReceiveTextAsync()).Should().StartWith("""{"type":"welcome","room":""");
        }

        (await bob.EchoAsync("""{"type":"join","name":"Bob"}""")).Should().Be("Bob came in");
        (await bob.EchoAsync("""{"type":"say","text":"hi"}""")).Should().Be("Bob: hi");
        await bob.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);

        (await ann.ReceiveTextAsync()).Should().Be("Bob came in");
        (await ann.ReceiveTextAsync()).Should().Be("Bob: hi");
        (await ann.ReceiveTextAsync()).Should().Be("Bob left");
        (await eve.EchoAsync("""{"type":"say","text":"alone"}""")).Should().Be("Somebody: alone");
    }

    [Test]
    public async Task A_ticker_walks_at_random_and_the_same_way_on_every_run()
    {
        var (one, other) = (await PricesAsync(), await PricesAsync());

        other.Should().Equal(one);
        one.Should().HaveCount(11).And.OnlyHaveUniqueItems().And.StartWith(102.50m);
        one.Zip(one.Skip(1), (before, after) => Math.Abs(after - before)).Should().OnlyContain(step => step <= 0.5m);
    }

    [Test]
    public async Task A_ticker_stops_when_it_is_unsubscribed_and_knows_its_symbols()
    {
        await using var server = await StartAsync("Ticker");
        using var client = await server.ConnectAsync("/ticker");
        await client.ReceiveTextAsync();
        await client.EchoAsync("""{"subscribe":"INITECH"}""");
        (await client.EchoAsync("""{"unsubscribe":"INITECH"}""")).Should().Be("""{"type":"unsubscribed","symbol":"INITECH"}""");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await client.EchoAsync("""{"subscribe":"HOOLI"}""")).Should().Be("""{"type":"error","symbol":"HOOLI","reason":"there is no such symbol"}""");
        (await client.EchoAsync("hello")).Should().Be("""{"type":"error","reason":"say { \"subscribe\": \"ACME\" }"}""");
    }

    [Test]
    public async Task A_match_takes_eleven_seconds_from_its_kick_off_and_each_event_comes_at_its_time()
    {
        await using var server = await StartAsync("LiveScores");
        using var viewer = await server.ConnectAsync("/scores");
        (await viewer.ReceiveTextAsync()).Should().Be("""{"type":"match","home":"Rovers","away":"United","score":[0,0]}""");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await viewer.EchoAsync("hello")).Should().Be("""{"type":"error","reason":"say { \"type\": \"follow\" }"}""");
        (await viewer.EchoAsync("""{"type":"follow"}""")).Should().StartWith("""{"type":"kickoff","minute":0,""");

        foreach (var (milliseconds, message) in new[]
        {
            (2000, """{"type":"goal","minute":17,"by":"Ada Mills","score":[1,0]}"""),
            (1500, """{"type":"card","minute":31,"who":"Tom Birch","colour":"Yellow","score":[1,0]}"""),
            (1500, """{"type":"halftime","minute":45,"score":[1,0]}"""),
            (2000, """{"type":"goal","minute":62,"by":"Ivo Lang","score":[1,1]}"""),
            (2500, """{"type":"goal","minute":88,"by":"Ada Mills","score":[2,1]}"""),
            (1500, """{"type":"end","minute":90,"score":[2,1]}"""),
        })
        {
            _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            var next = viewer.ReceiveTextAsync();
            await server.WhenIdleAsync();
            next.IsCompleted.Should().BeFalse("it is not the time for {0}", message);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await next).Should().Be(message);
        }

        (await viewer.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        (viewer.CloseStatus, viewer.CloseStatusDescription).Should().Be((WebSocketCloseStatus.NormalClosure, "full time"));
    }

    [Test]
    public async Task Who_comes_late_sees_the_match_from_its_kick_off_too()
    {
        await using var server = await StartAsync("LiveScores");
        using var early = await FollowAsync(server);
        _time.Advance(TimeSpan.FromSeconds(2));
        using var late = await FollowAsync(server);

        (await early.ReceiveTextAsync()).Should().StartWith("""{"type":"goal","minute":17,""");
        _time.Advance(TimeSpan.FromSeconds(2));
        (await early.ReceiveTextAsync()).Should().StartWith("""{"type":"card",""");
        (await late.ReceiveTextAsync()).Should().StartWith("""{"type":"goal","minute":17,""");
    }

    [Test]
    public async Task A_game_tells_every_player_where_the_knot_is_and_begins_anew_after_a_victory()
    {
        await using var server = await StartAsync("Game");
        var players = new List<WebSocket>();
        for (var n = 0; n < 100; n++)
        {
            players.Add(await server.ConnectAsync("/game"));
        }

        foreach (var (pulls, knot) in new[]
        {
            ("", 0), ("LLR", -1), ("R", 0), ("RR", 2), ("R", 3), ("L", 0), ("LL", -2), ("L", -3), ("L", 0),
        })
        {
            for (var i = 0; i < pulls.Length; i++)
            {
                await PullAsync(players[i], pulls[i] == 'L' ? (byte)0x01 : (byte)0x02);
                await server.WhenIdleAsync();
            }

            _time.Advance(TimeSpan.FromMilliseconds(100));
            foreach (var player in players)
            {
                var (type, payload) = await player.ReceiveAsync();
                (type, payload.Length, (sbyte)payload[0]).Should().Be((WebSocketMessageType.Binary, 1, (sbyte)knot), "the pulls were {0}", pulls);
            }
        }

        players.ForEach(player => player.Dispose());
    }

    [Test]
    public async Task A_game_counts_every_pull_of_players_who_pull_at_once()
    {
        await using var server = await StartAsync("Game");
        using var referee = await server.ConnectAsync("/game");
        var players = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.ConnectAsync("/game")));

        // As many to the one side as to the other, but for one: in whatever order they come, no pull is lost.
        await PullAsync(referee, 0x02);
        foreach (var pair in players.Chunk(2))
        {
            await Task.WhenAll(PullAsync(pair[0], 0x01), PullAsync(pair[1], 0x02));
            await server.WhenIdleAsync();
        }

        _time.Advance(TimeSpan.FromMilliseconds(100));
        (await referee.ReceiveAsync()).Payload.Should().Equal(0x01);
        Array.ForEach(players, player => player.Dispose());
    }

    [Test]
    public async Task A_game_sends_away_who_does_not_know_its_bytes()
    {
        await using var server = await StartAsync("Game");
        using var player = await server.ConnectAsync("/game");
        await player.SendAsync("pull!");
        (await player.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        (player.CloseStatus, player.CloseStatusDescription).Should().Be(
            (WebSocketCloseStatus.InvalidMessageType, "binary 01 pulls to the left, 02 to the right"));
    }

    private static Task PullAsync(WebSocket player, byte pull) => player.SendAsync(new[] { pull }, WebSocketMessageType.Binary, true, default);

    private static async Task<WebSocket> FollowAsync(MockWsServer server)
    {
        var viewer = await server.ConnectAsync("/scores");
        await viewer.ReceiveTextAsync();
        (await viewer.EchoAsync("""{"type":"follow"}""")).Should().StartWith("""{"type":"kickoff",""");
        return viewer;
    }

    private async Task<List<decimal>> PricesAsync()
    {
        await using var server = await StartAsync("Ticker");
        using var client = await server.ConnectAsync("/ticker");
        (await client.ReceiveTextAsync()).Should().Be("""{"type":"hello","symbols":["ACME","GLOBEX","INITECH"]}""");
        var prices = new List<decimal> { PriceOf(await client.EchoAsync("""{"subscribe":"ACME"}""")) };
        _time.Advance(TimeSpan.FromSeconds(5));
        for (var tick = 0; tick < 10; tick++)
        {
            prices.Add(PriceOf(await client.ReceiveTextAsync()));
        }

        return prices;
    }

    private static decimal PriceOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("price").GetDecimal();
    }

    private Task<MockWsServer> StartAsync(string sample) => MockWsServer.StartAsync(mock =>
        mock.InMemory().UseTime(_time).UseScenario(Scenarios.Folder($"../../../samples/{sample}/scenario.json")));
}
