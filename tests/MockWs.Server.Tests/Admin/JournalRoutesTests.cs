using System.Text.Json.Nodes;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class JournalRoutesTests
{
    private const string Chat =
        """{ "endpoints": [ { "path": "/chat/{room}", "rules": [ { "when": { "text": "ping" }, "then": [ { "send": "pong" } ] } ] } ] }""";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task It_has_what_was_recorded()
    {
        await using var tool = await ConverseAsync();
        var page = await tool.GetAsync("journal");
        Kinds(page).Should().Equal("opened", "received", "decided", "sent", "received", "decided", "sent", "opened", "received", "decided", "sent");
        page["more"]!.GetValue<bool>().Should().BeFalse();
        page["entries"]![3]!["text"]!.GetValue<string>().Should().Be("pong");
    }

    [TestCase("connection=2", "8 9 10 11")]
    [TestCase("path=/chat/2", "8 9 10 11")]
    [TestCase("path=/chat/*&direction=sent", "4 7 11")]
    [TestCase("direction=received&connection=1", "2 5")]
    [TestCase("type=opened,decided&connection=1", "1 3 6")]
    [TestCase("type=text&direction=received", "2 5 9")]
    [TestCase("type=binary", "")]
    [TestCase("matched=true", "2 3 9 10")]
    [TestCase("matched=false", "5 6")]
    [TestCase("matched=false&direction=received", "5")]
    [TestCase("since=9", "10 11")]
    [TestCase("since=2001-01-01T00:00:00Z&before=3", "1 2")]
    [TestCase("since=2999-01-01", "")]
    [TestCase("order=desc&limit=2", "11 10")]
    [TestCase("order=desc&before=3", "2 1")]
    public async Task It_is_filtered(string query, string sequences)
    {
        await using var tool = await ConverseAsync();
        Sequences(await tool.GetAsync($"journal?{query}")).Should().Be(sequences);
    }

    [TestCase("connection=one", "connection is a number from 0 on, not \"one\".")]
    [TestCase("conection=1", "\"conection\" is no name of a filter; did you mean \"connection\".")]
    [TestCase("path=chat", "The path pattern \"chat\" does not begin with a slash.")]
    [TestCase("direction=up", "direction is received or sent, not \"up\".")]
    [TestCase("type=txt", "\"txt\" is no type; did you mean \"text\".")]
    [TestCase("since=yesterday", "since is a sequence, after which entries count, or a time")]
    [TestCase("limit=0", "limit is at least 1.")]
    [TestCase("limit=1&limit=2", "limit is given 2 times: once is enough.")]
    [TestCase("matched=maybe", "matched is true or false, not \"maybe\".")]
    public async Task A_wrong_filter_is_told(string query, string error)
    {
        await using var tool = await Tool.StartAsync();
        var (status, body) = await tool.AskAsync(HttpMethod.Get, $"journal?{query}");
        status.Should().Be(400);
        JsonNode.Parse(body)!["errors"]![0]!.GetValue<string>().Should().StartWith(error);
    }

    [TestCase("", "1 2 3 4|5 6 7 8|9 10 11")]
    [TestCase("order=desc&", "11 10 9 8|7 6 5 4|3 2 1")]
    public async Task Its_pages_lead_one_to_the_next(string order, string pages)
    {
        await using var tool = await ConverseAsync();
        var read = new List<string>();
        for (var url = $"journal?{order}limit=4"; url is not null;)
        {
            using var response = await tool.Http.GetAsync(url, Cancellation);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
            read.Add(Sequences(page));
            var link = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            page["more"]!.GetValue<bool>().Should().Be(link is not null);
            link?.Should().EndWith(">; rel=\"next\"");
            url = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
        }

        string.Join('|', read).Should().Be(pages);
    }

    [TestCase("application/x-ndjson", "{\"sequence\":1,")]
    [TestCase("text/plain", "#1    ")]
    [TestCase("text/*, application/json;q=0.5", "#1    ")]
    [TestCase("application/*", "{\"entries\":[")]
    [TestCase("image/png, */*;q=0.1", "{\"entries\":[")]
    public async Task Its_form_follows_what_the_caller_takes(string accept, string start)
    {
        await using var tool = await ConverseAsync();
        var (status, body) = await tool.AskAsync(HttpMethod.Get, "journal", accept: accept);
        status.Should().Be(200);
        body.Should().StartWith(start);
    }

    [Test]
    public async Task A_form_that_it_has_not_is_told()
    {
        await using var tool = await Tool.StartAsync();
        (await tool.AskAsync(HttpMethod.Get, "journal", accept: "image/png")).Status.Should().Be(406);
    }

    [Test]
    public async Task Lines_can_be_had_of_some_entries()
    {
        await using var tool = await ConverseAsync();
        var (_, body) = await tool.AskAsync(HttpMethod.Get, "journal?connection=1&limit=3", accept: "application/x-ndjson");
        body.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!["sequence"]!.GetValue<int>()).Should().Equal(1, 2, 3);
    }

    [Test]
    public async Task Deleted_it_is_empty_and_goes_on()
    {
        await using var tool = await ConverseAsync();
        (await tool.AskAsync(HttpMethod.Delete, "journal")).Status.Should().Be(204);
        Sequences(await tool.GetAsync("journal")).Should().BeEmpty();
        var client = await tool.ConnectAsync("/chat/3");
        Sequences(await tool.GetAsync("journal")).Should().Be("12");
    }

    [Test]
    public async Task As_events_it_has_what_there_is_and_then_what_comes()
    {
        await using var tool = await ConverseAsync();
        using var events = await FollowAsync(tool, "journal?type=text&since=2");
        (await NextAsync(events)).Should().Be((4, "pong"));
        (await NextAsync(events)).Should().Be((5, "what?"));
        (await NextAsync(events)).Should().Be((7, "what?"));
        (await NextAsync(events)).Should().Be((9, "ping"));
        (await NextAsync(events)).Should().Be((11, "pong"));
        var client = await tool.ConnectAsync("/chat/3");
        await client.EchoAsync("ping");
        (await NextAsync(events)).Should().Be((13, "ping"));
        (await NextAsync(events)).Should().Be((15, "pong"));
    }

    [Test]
    public async Task A_follower_goes_on_after_the_event_that_it_had_last()
    {
        await using var tool = await ConverseAsync();
        tool.Http.DefaultRequestHeaders.Add("Last-Event-ID", "9");
        using var events = await FollowAsync(tool, "journal");
        (await NextAsync(events)).Sequence.Should().Be(10);
    }

    [Test]
    public async Task A_follower_does_not_hold_up_the_end()
    {
        await using var tool = await Tool.StartAsync();
        using var events = await FollowAsync(tool, "journal");
        await tool.StopAsync();
        (await events.ReadLineAsync(Cancellation)).Should().BeNull();
    }

    [TestCase("matched=true")]
    [TestCase("order=desc")]
    public async Task What_a_follower_cannot_have_is_told(string query)
    {
        await using var tool = await Tool.StartAsync();
        (await tool.AskAsync(HttpMethod.Get, $"journal?{query}", accept: "text/event-stream")).Status.Should().Be(400);
    }

    private static async Task<Tool> ConverseAsync()
    {
        var tool = await Tool.StartAsync(Chat);
        var first = await tool.ConnectAsync("/chat/1");
        await first.EchoAsync("ping");
        await first.EchoAsync("what?");
        var second = await tool.ConnectAsync("/chat/2");
        await second.EchoAsync("ping");
        return tool;
    }

    private static async Task<StreamReader> FollowAsync(Tool tool, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await tool.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
    }

    private static async Task<(int Sequence, string Text)> NextAsync(StreamReader events)
    {
        var id = await events.ReadLineAsync(Cancellation);
        var data = await events.ReadLineAsync(Cancellation);
        (await events.ReadLineAsync(Cancellation)).Should().BeEmpty();
        id.Should().StartWith("id: ");
        data.Should().StartWith("data: ");
        var entry = JsonNode.Parse(data![6..])!;
        entry["sequence"]!.GetValue<int>().Should().Be(int.Parse(id![4..], System.Globalization.CultureInfo.InvariantCulture));
        return (entry["sequence"]!.GetValue<int>(), entry["text"]?.GetValue<string>() ?? "");
    }

    private static IEnumerable<string> Kinds(JsonNode page) => page["entries"]!.AsArray().Select(entry => entry!["kind"]!.GetValue<string>());

    private static string Sequences(JsonNode page) => string.Join(' ', page["entries"]!.AsArray().Select(entry => entry!["sequence"]!.GetValue<int>()));
}
