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
