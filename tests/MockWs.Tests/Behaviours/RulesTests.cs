using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours;

public class RulesTests
{
    [Test]
    public async Task The_first_rule_that_matches_answers_and_the_journal_says_which()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("ping"), then => then.Send("pong"))
            .When(Text.Contains("pin"), then => then.Send("late"))
            .Otherwise(then => then.Send("what?")));
        using var client = await server.ConnectAsync("/chat/7");

        (await client.EchoAsync("ping")).Should().Be("pong");
        (await client.EchoAsync("pins")).Should().Be("late");
        (await client.EchoAsync("no")).Should().Be("what?");

        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Decided).Select(entry => entry.Text.Split('\n')[0]).Should().Equal(
            "rule 1: text is \"ping\"", "rule 2: text contains \"pin\"", "no rule answers; the nearest:");
    }

    [Test]
    public async Task A_message_that_no_rule_answers_is_echoed_and_keeps_its_near_misses_best_first()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("something else"), then => then.Send("1"))
            .When(Json.Contains(new { op = "del" }), then => then.Send("2")));
        using var client = await server.ConnectAsync("/chat/7");

        (await client.EchoAsync("""{"op":"add"}""")).Should().Be("""{"op":"add"}""");

        var why = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Decided).Text;
        why.Should().StartWith("no rule answers; the nearest:\n  rule 2: JSON contains {\"op\":\"del\"}: $.op: expected \"del\", was \"add\"");
    }

    [Test]
    public async Task Texts_are_templates_of_the_message_the_path_and_the_state()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .OnOpen(then => then.SendJson(new { type = "welcome", room = "{{path.room}}" }))
            .When(Text.Matches("^my name is (.+)$"), then => then.SetState("name", "{{message.groups[1]}}").Send("hello {{state.name}}"))
            .When(Json.Contains(new { type = "subscribe" }), then => then.SendJson(new { type = "ack", id = "{{message.json.id}}" }))
            .Otherwise(then => then.Send("Server: You said \"{{message.text}}\"")));
        using var client = await server.ConnectAsync("/chat/lobby");

        (await client.ReceiveTextAsync()).Should().Be("""{"type":"welcome","room":"lobby"}""");
        (await client.EchoAsync("my name is Ada")).Should().Be("hello Ada");
        (await client.EchoAsync("""{"type":"subscribe","id":7}""")).Should().Be("""{"type":"ack","id":7}""");
        (await client.EchoAsync("hi")).Should().Be("Server: You said \"hi\"");
    }

    [Test]
    public async Task A_template_that_fails_is_recorded_and_closes_with_1011_and_is_never_sent_raw()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Send("{{message.json.id}}")));
        using var client = await server.ConnectAsync("/chat/7");

        await client.SendAsync("no json");

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        client.CloseStatus.Should().Be(WebSocketCloseStatus.InternalServerError);
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().StartWith("Send failed: ");
    }

    [Test]
    public async Task A_template_that_does_not_parse_is_an_error_when_the_server_is_built()
    {
        var start = () => Mocks.StartAsync(chat => chat.Otherwise(then => then.Send("{{ message.text")));

        await start.Should().ThrowAsync<FormatException>();
    }

    [Test]
    public async Task A_rule_answers_only_as_often_as_it_may()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Any, then => then.Send("first"), times: 2)
            .When(Text.Any, then => then.Send("then")));
        using var client = await server.ConnectAsync("/chat/7");

        var answers = new[] { await client.EchoAsync("a"), await client.EchoAsync("b"), await client.EchoAsync("c") };

        answers.Should().Equal("first", "first", "then");
    }

    [Test]
    public async Task A_login_seen_on_one_connection_changes_another()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("login"), then => then.SetServerState("user", "ada").Send("ok"))
            .When(State.Is("server.user", "ada"), then => then.Send("welcome"))
            .Otherwise(then => then.Send("log in first")));
        using var first = await server.ConnectAsync("/chat/1");
        using var second = await server.ConnectAsync("/chat/2");

        (await second.EchoAsync("hi")).Should().Be("log in first");
        (await first.EchoAsync("login")).Should().Be("ok");
        (await second.EchoAsync("hi")).Should().Be("welcome");
    }

    [Test]
    public async Task A_reset_puts_the_states_back()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("login"), then => then.SetServerState("user", "ada").Send("ok"))
            .When(State.Is("server.user", "ada"), then => then.Send("welcome"))
            .Otherwise(then => then.Send("log in first")));
        using (var before = await server.ConnectAsync("/chat/1"))
        {
            await before.EchoAsync("login");
        }

        await server.ResetAsync();

        using var after = await server.ConnectAsync("/chat/1");
        (await after.EchoAsync("hi")).Should().Be("log in first");
    }

    [Test]
    public async Task After_a_reset_the_next_connection_is_the_first_again_and_draws_the_same_by_chance()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/feed", feed => feed.OnConnection(1).OnOpen(then => then.Send("first {{uuid}}")))
            .At("/feed", feed => feed.OnOpen(then => then.Send("again {{uuid}}"))));
        using var first = await server.ConnectAsync("/feed");
        using var second = await server.ConnectAsync("/feed");
        var before = new[] { await first.ReceiveTextAsync(), await second.ReceiveTextAsync() };

        await server.ResetAsync();

        using var third = await server.ConnectAsync("/feed");
        using var fourth = await server.ConnectAsync("/feed");
        new[] { await third.ReceiveTextAsync(), await fourth.ReceiveTextAsync() }.Should().Equal(before);
        before[0].Should().StartWith("first ");
        before[1].Should().StartWith("again ");
    }

    [Test]
    public async Task A_delay_holds_what_follows_and_nothing_else()
    {
        var clock = new FakeTimeProvider();
        await using var server = await Mocks.StartAsync(
            chat => chat
                .When(Text.Is("slow"), then => then.Send("1").Delay(TimeSpan.FromMinutes(1)).Send("2"))
                .Otherwise(then => then.Send("3")),
            clock);
        using var client = await server.ConnectAsync("/chat/7");
        using var other = await server.ConnectAsync("/chat/8");

        (await client.EchoAsync("slow")).Should().Be("1");
        await client.SendAsync("next");
        await server.WhenIdleAsync();
        (await other.EchoAsync("x")).Should().Be("3");
        server.Journal.Count(entry => entry.Kind == JournalEntryKind.Received).Should().Be(3, "reading goes on in a delay");
        clock.Advance(TimeSpan.FromMinutes(1));

        (await client.ReceiveTextAsync()).Should().Be("2");
        (await client.ReceiveTextAsync()).Should().Be("3");
    }

    [Test]
    public async Task A_ticker_ticks_in_between_and_ends_after_its_times()
    {
        var clock = new FakeTimeProvider();
        await using var server = await Mocks.StartAsync(
            chat => chat
                .When(
                    Json.Contains(new { type = "subscribe" }),
                    then => then.Every(TimeSpan.FromSeconds(1), tick => tick.SendJson(new { symbol = "{{message.json.symbol}}", n = "{{tick.n}}" }), times: 3))
                .Otherwise(then => then.Echo()),
            clock);
        using var client = await server.ConnectAsync("/chat/7");
        await client.SendAsync("""{"type":"subscribe","symbol":"ACME"}""");
        await server.WhenIdleAsync();

        clock.Advance(TimeSpan.FromSeconds(1));
        (await client.ReceiveTextAsync()).Should().Be("""{"symbol":"ACME","n":1}""");
        (await client.EchoAsync("in between")).Should().Be("in between");
        clock.Advance(TimeSpan.FromSeconds(10));
        (await client.ReceiveTextAsync()).Should().Be("""{"symbol":"ACME","n":2}""");
        (await client.ReceiveTextAsync()).Should().Be("""{"symbol":"ACME","n":3}""");
        (await client.EchoAsync("after")).Should().Be("after");
    }

    [Test]
    public async Task A_ticker_is_stopped_by_its_name()
    {
        var clock = new FakeTimeProvider();
        await using var server = await Mocks.StartAsync(
            chat => chat
                .OnOpen(then => then.Every(TimeSpan.FromSeconds(1), tick => tick.Send("tick"), name: "clock"))
                .When(Text.Is("stop"), then => then.StopTicker("clock").Send("stopped")),
            clock);
        using var client = await server.ConnectAsync("/chat/7");
        clock.Advance(TimeSpan.FromSeconds(1));
        (await client.ReceiveTextAsync()).Should().Be("tick");

        (await client.EchoAsync("stop")).Should().Be("stopped");
        clock.Advance(TimeSpan.FromSeconds(10));

        (await client.EchoAsync("x")).Should().Be("x");
    }

    [Test]
    public async Task A_broadcast_reaches_those_it_is_for()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("all"), then => then.Broadcast("to all"))
            .When(Text.Is("room"), then => then.Broadcast("to the room", samePath: true, exceptMe: true).Send("done")));
        using var ada = await server.ConnectAsync("/chat/1");
        using var bob = await server.ConnectAsync("/chat/1");
        using var eve = await server.ConnectAsync("/chat/2");

        (await ada.EchoAsync("all")).Should().Be("to all");
        (await bob.ReceiveTextAsync()).Should().Be("to all");
        (await eve.ReceiveTextAsync()).Should().Be("to all");
        (await ada.EchoAsync("room")).Should().Be("done");
        (await bob.ReceiveTextAsync()).Should().Be("to the room");
        await server.WhenIdleAsync();
        server.Journal.Count(entry => entry is { Kind: JournalEntryKind.Sent, Text: "to the room" }).Should().Be(1);
    }

    [Test]
    public async Task A_delegate_says_what_is_done_and_its_exception_is_recorded_and_closes_with_1011()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Do((message, answer) =>
        {
            var number = int.Parse(message.Text, System.Globalization.CultureInfo.InvariantCulture);
            answer.Send($"{number * 2}");
        })));
        using var client = await server.ConnectAsync("/chat/7");

        (await client.EchoAsync("21")).Should().Be("42");
        await client.SendAsync("x");

        await client.ReceiveAsync();
        client.CloseStatus.Should().Be(WebSocketCloseStatus.InternalServerError);
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().Contain("'x'");
    }

    [Test]
    public async Task Other_paths_are_refused_with_404_and_told_what_there_is()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Echo()));

        var connect = () => server.ConnectAsync("/chap/7");

        await connect.Should().ThrowAsync<WebSocketException>();
        var refused = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Refused);
        refused.Status.Should().Be(404);
        refused.Answer.Should().Contain("/chat/{room}");
    }

    [Test]
    public async Task A_reconnect_is_met_differently()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/feed", feed => feed.OnConnection(2).OnOpen(then => then.Send("again")))
            .At("/feed", feed => feed.WithQuery("token", "s*t").OnOpen(then => then.Send("with token")))
            .At("/feed", feed => feed.OnOpen(then => then.Send("hello"))));

        var greetings = new List<string>();
        foreach (var path in new[] { "/feed", "/feed", "/feed", "/feed?token=secret" })
        {
            using var client = await server.ConnectAsync(path);
            greetings.Add(await client.ReceiveTextAsync());
        }

        greetings.Should().Equal("hello", "again", "hello", "with token");
    }

    [Test]
    public async Task Actions_on_ping_pong_close_and_idle_come_with_the_default_behaviours()
    {
        var clock = new FakeTimeProvider();
        await using var server = await Mocks.StartAsync(
            chat => chat
                .OnPing(then => then.Send("pinged"))
                .OnPong(then => then.Send("ponged"))
                .OnClose(then => then.Log("closed by {{connection.id}}"))
                .OnIdle(TimeSpan.FromSeconds(30), then => then.Ping(new byte[] { 1 })),
            clock);
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/7");

        await client.WriteAsync(Convert.FromHexString("898000000000" + "8A8000000000"));
        (await client.ReadHexAsync(8 + 2 + 8)).Should().Be("8106" + Convert.ToHexString("pinged"u8) + "8A00" + "8106" + Convert.ToHexString("ponged"u8));
        await server.WhenIdleAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        (await client.ReadHexAsync(3)).Should().Be("890101");
        await client.WriteAsync(Convert.FromHexString("888200000000" + "03E8"));

        (await client.ReadToEndAsync()).Should().Be("880203E8");
        server.Journal.Should().Contain(entry => entry.Kind == JournalEntryKind.Decided && entry.Text == "closed by 1");
    }
}
