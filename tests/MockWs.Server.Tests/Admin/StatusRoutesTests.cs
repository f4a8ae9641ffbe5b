using System.Text.Json.Nodes;
using MockWs.Server.Admin;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class StatusRoutesTests
{
    [TestCase("health")]
    [TestCase("ready")]
    public async Task It_is_well(string path)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        var health = await tool.GetAsync(path);
        health["status"]!.GetValue<string>().Should().Be("healthy");
        health["connections"]!.GetValue<int>().Should().Be(1);
    }

    [Test]
    public async Task It_says_what_it_serves()
    {
        await using var tool = await Tool.StartAsync("""{ "endpoints": [ { "path": "/chat/{room}" }, { "path": "/**" } ] }""");
        var info = await tool.GetAsync("info");
        info["urls"]!.AsArray().Select(url => url!.GetValue<string>()).Should().Equal(tool.Url.ToString());
        info["endpoints"]!.AsArray().Select(path => path!.GetValue<string>()).Should().Equal("/chat/{room}", "/**");
    }

    [Test]
    public async Task Where_the_caller_got_through_to_comes_first_of_its_addresses()
    {
        await using var tool = await Tool.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "info") { Headers = { Host = "localhost:9000" } };
        var (_, body) = await tool.AskAsync(request);
        JsonNode.Parse(body)!["urls"]!.AsArray().Select(url => url!.GetValue<string>()).Should().Equal("ws://localhost:9000/", tool.Url.ToString());
    }

    [Test]
    public async Task An_API_with_a_port_of_its_own_names_the_clients_port_alone()
    {
        await using var tool = await Tool.StartAsync(options => options with { Api = new ApiSettings { Port = 0 } });
        var info = await tool.GetAsync("info");
        info["urls"]!.AsArray().Select(url => url!.GetValue<string>()).Should().Equal(tool.Url.ToString());
    }

    [Test]
    public async Task Reset_sends_all_away_and_forgets()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        var gone = client.ReceiveAsync(new byte[10], TestContext.CurrentContext.CancellationToken);
        (await tool.PostAsync("reset")).Status.Should().Be(204);
        ((int)(await gone).CloseStatus!.Value).Should().Be(1001);
        (await tool.GetAsync("connections")).AsArray().Should().BeEmpty();
        (await tool.GetAsync("journal"))["entries"]!.AsArray().Should().BeEmpty();
    }

    [Test]
    public async Task Metrics_count_what_happened()
    {
        await using var tool = await Tool.StartAsync(
            """{ "endpoints": [ { "path": "/chat", "rules": [ { "when": { "text": "ping" }, "then": [ { "send": "pong!" } ] } ] } ] }""");
        var client = await tool.ConnectAsync("/chat");
        await client.EchoAsync("ping");
        await client.EchoAsync("other");
        var (_, text) = await tool.AskAsync(HttpMethod.Get, "metrics");
        text.Split('\n').Should().Contain(
        [
            "# TYPE mockws_connections gauge",
            "mockws_connections 1",
            "# TYPE mockws_handshakes_total counter",
            "mockws_handshakes_total{result=\"accepted\"} 1",
            "mockws_messages_total{direction=\"received\",type=\"text\"} 2",
            "mockws_message_bytes_total{direction=\"received\",type=\"text\"} 9",
            "mockws_message_bytes_total{direction=\"sent\",type=\"text\"} 10",
            "mockws_unmatched_messages_total 1",
            "mockws_journal_entries 7",
        ]);
    }

    [Test]
    public async Task Metrics_outlive_the_journal_and_count_an_echo_both_ways()
    {
        await using var tool = await Tool.StartAsync();
        await (await tool.ConnectAsync()).EchoAsync("hello");
        tool.Server.Journal.Clear();
        var (_, text) = await tool.AskAsync(HttpMethod.Get, "metrics");
        text.Split('\n').Should().Contain(
        [
            "mockws_messages_total{direction=\"received\",type=\"text\"} 1",
            "mockws_messages_total{direction=\"sent\",type=\"text\"} 1",
            "mockws_journal_entries 0",
        ]);
    }
}
