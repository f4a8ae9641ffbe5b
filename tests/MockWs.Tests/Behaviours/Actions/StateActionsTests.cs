using System.Net.WebSockets;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Actions;

[CancelAfter(20_000)]
public class StateActionsTests
{
    [Test]
    public async Task A_counter_counts_and_rules_and_templates_see_it()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("reset"), then => then.ResetCounter("said").Send("{{counter.said}}"))
            .When(Counter.AtLeast("said", 3), then => then.Send("enough"))
            .Otherwise(then => then.Count("said").Count("twice", by: 2).Send("{{counter.said}} {{counter.twice}}")));
        using var client = await server.ConnectAsync("/chat/1");

        var answers = new List<string>();
        foreach (var text in new[] { "a", "b", "c", "d", "reset", "e" })
        {
            answers.Add(await client.EchoAsync(text));
        }

        answers.Should().Equal("1 2", "2 4", "3 6", "enough", "0", "1 8");
    }

    [Test]
    public async Task A_counter_of_the_server_is_shared_and_one_of_the_connection_is_not()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .OnOpen(then => then.Count("mine").Count("server.all"))
            .When(Counter.Is("server.all", 2), then => then.Send("two: {{counter.mine}} {{counter.server.all}}"))
            .Otherwise(then => then.Send("one")));
        using var first = await server.ConnectAsync("/chat/1");
        (await first.EchoAsync("?")).Should().Be("one");
        using var second = await server.ConnectAsync("/chat/1");

        (await first.EchoAsync("?")).Should().Be("two: 1 2");
        (await second.EchoAsync("?")).Should().Be("two: 1 2");
    }

    [Test]
    public async Task A_reset_puts_counters_and_captures_back()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("?"), then => then.Send("{{counter.server.all}} {{captured.last | default: 'none'}}"))
            .Otherwise(then => then.Count("server.all").Capture("last", "{{message.text}}").Send("ok")));
        using (var before = await server.ConnectAsync("/chat/1"))
        {
            await before.EchoAsync("x");
            (await before.EchoAsync("?")).Should().Be("1 x");
        }

        await server.ResetAsync();

        using var after = await server.ConnectAsync("/chat/1");
        (await after.EchoAsync("?")).Should().Be("0 none");
    }

    [Test]
    public async Task A_captured_value_keeps_its_JSON_type()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Json.Contains(new { op = "login" }), then => then
                .Capture("id", "{{message.json.user.id}}")
                .Capture("greeting", "hello {{message.json.user.name}}")
                .CaptureJsonPath("roles", "$.user.roles[?@ != 'guest']")
                .Send("ok"))
            .Otherwise(then => then.SendJson(new { id = "{{captured.id}}", hi = "{{captured.greeting}}", role = "{{captured.roles}}" })));
        using var client = await server.ConnectAsync("/chat/1");

        await client.EchoAsync("""{"op":"login","user":{"id":7,"name":"Ada","roles":["guest",{"is":"admin"}]}}""");

        (await client.EchoAsync("who am I")).Should().Be("""{"id":7,"hi":"hello Ada","role":{"is":"admin"}}""");
    }

    [Test]
    public async Task A_regular_expression_captures_its_first_group_or_all_that_it_matches()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Contains("order"), then => then.CaptureRegex("order", @"order (\d+)").CaptureRegex("word", @"^\w+").Send("ok"))
            .Otherwise(then => then.SendJson(new { order = "{{captured.order}}", word = "{{captured.word}}" })));
        using var client = await server.ConnectAsync("/chat/1");

        await client.EchoAsync("please order 17 now");

        (await client.EchoAsync("?")).Should().Be("""{"order":"17","word":"please"}""");
    }

    [TestCase("$.user.id", "{}", "Capture failed: $.user.id leads nowhere in {}")]
    [TestCase("$.user.id", "no", "Capture failed: not JSON: ")]
    public async Task What_cannot_be_captured_is_recorded_and_closes_with_1011(string path, string text, string error)
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.CaptureJsonPath("id", path).Send("ok")));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync(text);

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        client.CloseStatus.Should().Be(WebSocketCloseStatus.InternalServerError);
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().StartWith(error);
    }

    [Test]
    public async Task A_capture_where_nothing_came_is_an_error_too()
    {
        await using var server = await Mocks.StartAsync(chat => chat.OnOpen(then => then.CaptureRegex("x", "y")));
        using var client = await server.ConnectAsync("/chat/1");

        await client.ReceiveAsync();

        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().Be("Capture failed: there is no text here");
    }

    [Test]
    public async Task What_is_remembered_is_changed_after_a_close_too()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("kick"), then => then.Close(4001).SetServerState("kicked", "yes").Send("never"))
            .Otherwise(then => then.Send("{{server.kicked}}")));
        using var first = await server.ConnectAsync("/chat/1");
        await first.SendAsync("kick");
        (await first.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        using var second = await server.ConnectAsync("/chat/1");

        (await second.EchoAsync("?")).Should().Be("yes");
    }

    [Test]
    public async Task If_does_one_thing_or_the_other_in_its_place()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .Otherwise(then => then
                .Send("1")
                .If(Text.Contains("!"), yes => yes.Send("loud").SetState("mood", "loud"), no => no.Send("quiet"))
                .If(State.Is("mood", "loud"), yes => yes.Send("still loud"))
                .Send("2")));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("hi")).Should().Be("1");
        (await client.ReceiveTextAsync()).Should().Be("quiet");
        (await client.ReceiveTextAsync()).Should().Be("2");
        (await client.EchoAsync("hi!")).Should().Be("1");
        (await client.ReceiveTextAsync()).Should().Be("loud");
        (await client.ReceiveTextAsync()).Should().Be("still loud");
        (await client.ReceiveTextAsync()).Should().Be("2");
    }

    [Test]
    public void Names_are_checked_when_the_server_is_built()
    {
        FluentActions.Invoking(() => Build(then => then.Count("server"))).Should().Throw<ArgumentException>().WithMessage("*server.NAME*");
        FluentActions.Invoking(() => Build(then => then.SetState(" ", "x"))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Build(then => then.CaptureJsonPath("x", "$.["))).Should().Throw<ArgumentException>().WithMessage("*JSONPath*");
        FluentActions.Invoking(() => Build(then => then.CaptureRegex("x", "("))).Should().Throw<ArgumentException>().WithMessage("*regular expression*");
    }

    private static void Build(Action<ActionsBuilder> then) => ActionsBuilder.Build(then);
}
