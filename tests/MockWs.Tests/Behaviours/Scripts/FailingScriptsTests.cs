using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Scripts;

[CancelAfter(20_000)]
public class FailingScriptsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public async Task A_message_that_nobody_takes_fails_the_step_with_the_difference()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Send("X").Expect(Text.Is("Yes"), within: 2 * Second).Send("Z")), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        (await client.ReceiveTextAsync()).Should().Be("X");

        await client.SendAsync("Yet");

        await ShouldCloseAsync(client, "script step 2 failed");
        var error = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error);
        error.Text.Should().Be(
            "script step 2, expect text is \"Yes\" within 2 s, failed: text \"Yet\" came, which no rule answers either: "
            + "differs at offset 2: expected \"Yes\", was \"Yet\"");
        server.Journal.Single(entry => entry.Sequence == error.Cause).Text.Should().Be("Yet");
        var failure = Failure(server);
        failure.Should().BeEquivalentTo(new { Step = "2", Expected = "expect text is \"Yes\" within 2 s", Entry = error.Sequence });
        failure.Came.Should().StartWith("text \"Yet\" came");
        server.ScriptRuns.Single().Should().BeEquivalentTo(new { StepsDone = 1, Steps = 3, IsCompleted = false });
    }

    [Test]
    public async Task Rules_that_did_not_answer_are_named_too()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Script(script => script.Expect(Text.Is("Y"))).When(Text.Is("ping"), then => then.Send("pong")));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("pong");

        await ShouldCloseAsync(client, "script step 1 failed");
        Failure(server).Came.Should().EndWith("no rule answers; the nearest:\n  rule 1: text is \"ping\": differs at offset 1: expected \"ping\", was \"pong\"");
    }

    [Test]
    public async Task Nothing_in_time_fails_the_step()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Expect(Text.Is("Y"), within: 2 * Second)), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await server.WhenIdleAsync();

        _clock.Advance(2 * Second);

        await ShouldCloseAsync(client, "script step 1 failed");
        Failure(server).ToString().Should().Be("script step 1, expect text is \"Y\" within 2 s, failed: nothing came");
    }

    [Test]
    public async Task Too_late_is_told_with_the_message_that_came_nearest()
    {
        await using var server = await MockWsServer.StartAsync(mock =>
        {
            mock.InMemory().UseTime(_clock).At("/chat", chat => chat.Script(script => script.Expect(Text.Is("Yes"))).Otherwise(then => then.Send("what?")));
            mock.Options.ExpectTimeout = 3 * Second;
        });
        using var client = await server.ConnectAsync("/chat");
        await client.EchoAsync("Yet");
        await client.EchoAsync("No");

        _clock.Advance(3 * Second);

        await ShouldCloseAsync(client, "script step 1 failed");
        var sequence = server.Journal.Single(entry => entry is { Kind: JournalEntryKind.Received, Text: "Yet" }).Sequence;
        Failure(server).ToString().Should().Be(
            $"script step 1, expect text is \"Yes\" within 3 s, failed: it did not come; the nearest was text \"Yet\" (#{sequence}): "
            + "differs at offset 2: expected \"Yes\", was \"Yet\"");
    }

    [Test]
    public async Task Steps_within_others_are_numbered_by_branch_and_round()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .Send("X")
            .Loop(3, round => round.Expect(Text.Is("go")).Parallel(left => left.Send("L"), right => right.Send("R").Expect(Text.Is("on"))))), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.ReceiveTextAsync();
        await client.SendAsync("go");
        await client.SendAsync("on");
        await client.SendAsync("go");
        await client.SendAsync("off");
        foreach (var text in (string[])["L", "R", "L", "R"])
        {
            (await client.ReceiveTextAsync()).Should().Be(text);
        }

        await ShouldCloseAsync(client, "script step 2.2.2.2.2 failed");
    }

    [Test]
    public async Task The_nearest_of_several_steps_is_the_one_that_fails()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Parallel(
            left => left.Expect(Binary.Is(1)),
            right => right.Wait(Second),
            last => last.Expect(Text.Is("login ann")))));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("login bob");

        await ShouldCloseAsync(client, "script step 1.3.1 failed");
    }

    [Test]
    public async Task A_message_during_a_wait_that_no_rule_answers_fails_the_wait()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Wait(Second).Send("later")), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("early");

        await ShouldCloseAsync(client, "script step 1 failed");
        Failure(server).ToString().Should().Be("script step 1, wait 1 s, failed: text \"early\" came, which no rule answers either");
    }

    [Test]
    public async Task The_clients_close_before_the_last_step_is_a_failure_and_is_answered_as_ever()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Send("X").Expect(Text.Is("Y"))), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.ReceiveTextAsync();

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "enough", default);

        client.CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure);
        Failure(server).ToString().Should().Be(
            "script step 2, expect text is \"Y\" within 5 s, failed: the client closed the connection with 1000 \"enough\"");
    }

    [Test]
    public async Task What_came_before_the_clients_close_counts()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Delay(Second).Expect(Text.Is("Y"))), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.SendAsync("Y");
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
        await server.WhenIdleAsync();

        _clock.Advance(Second);

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        server.ScriptRuns.Single().IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task A_connection_that_is_lost_fails_the_script()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Expect(Text.Is("Y"))), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        client.Abort();

        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Error);
        Failure(server).Came.Should().Be(server.Journal.Single(entry => entry.Kind == JournalEntryKind.Lost).Text);
    }

    [Test]
    public async Task A_connection_that_is_lost_before_the_first_step_fails_that()
    {
        await using var server = await Mocks.StartAsync(chat => chat.OnOpen(then => then.Delay(Second)).Script(script => script.Send("X")), _clock);
        var client = await server.ConnectAsync("/chat/1");
        await server.WhenIdleAsync();

        client.Abort();

        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Error);
        Failure(server).ToString().Should().StartWith("script step 1, send, failed: ");
        server.ScriptRuns.Single().StepsDone.Should().Be(0);
    }

    [Test]
    public async Task A_close_by_a_test_or_a_rule_before_the_last_step_is_a_failure_too([Values] bool byRule)
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Script(script => script.Expect(Text.Is("Y"))).When(Text.Is("quit"), then => then.Close(4001, "bye")), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        var peer = await server.NextConnectionAsync();

        await (byRule ? client.SendAsync("quit") : peer.CloseAsync(4001, "bye"));

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        ((int)client.CloseStatus!).Should().Be(4001);
        Failure(server).Came.Should().Be("the server closed the connection with 4001 \"bye\"");
    }

    [Test]
    public async Task Steps_behind_a_close_cannot_be_done()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Close(4001).Expect(Text.Any)));
        using var client = await server.ConnectAsync("/chat/1");
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);

        Failure(server).ToString().Should().Be("script step 2, expect any text within 5 s, failed: the server closed the connection with 4001");
        server.ScriptRuns.Single().StepsDone.Should().Be(1);
    }

    [Test]
    public async Task An_action_that_fails_is_the_failure_of_its_step()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Expect(Text.Any).Send("{{message.json.id}}")));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("no JSON");

        await ShouldCloseAsync(client, "Send failed");
        var failure = Failure(server);
        failure.ToString().Should().StartWith("script step 2, send, failed: Send failed: ");
        server.Journal.Count(entry => entry.Kind == JournalEntryKind.Error).Should().Be(2);
    }

    [Test]
    public async Task The_step_that_acts_fails_and_not_the_one_that_waits_beside_it()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Parallel(
            left => left.Expect(Text.Is("never")),
            right => right.Expect(Text.Any).Do((_, _) => throw new FormatException("no luck")))));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("go");

        await ShouldCloseAsync(client, "Do failed");
        Failure(server).ToString().Should().Be("script step 1.2.2, do, failed: Do failed: no luck");
    }

    [Test]
    public async Task A_predicate_that_throws_fails_the_step()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Expect(Any.Where(_ => throw new FormatException("no luck"), "mine"))));
        using var client = await server.ConnectAsync("/chat/1");

        await client.SendAsync("hi");

        await ShouldCloseAsync(client, "script step 1 failed");
        Failure(server).Came.Should().Be("whether text \"hi\" is meant could not be decided: no luck");
    }

    [Test]
    public async Task A_predicate_of_a_rule_that_throws_fails_the_step_that_left_the_message_to_the_rules()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .Script(script => script.Delay(Second).Expect(Text.Is("Y")))
            .When(Any.Where(_ => throw new FormatException("no luck"), "mine"), then => then.Echo()), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.SendAsync("hi");
        await server.WhenIdleAsync();

        _clock.Advance(Second);

        await ShouldCloseAsync(client, "script step 2 failed");
        Failure(server).Came.Should().MatchRegex(@"^the rules could not decide about #\d+: no luck$");
    }

    [Test]
    public async Task A_loop_that_never_waits_is_ended()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Loop(State.Is("never", "set"), round => round.Count("rounds"))));
        using var client = await server.ConnectAsync("/chat/1");

        await ShouldCloseAsync(client, "script step 1.100000.1 failed");
        Failure(server).Came.Should().Be("it would be step 100001 in a row without a wait: a loop needs an Expect or a Wait");
    }

    [Test]
    public async Task Rounds_that_do_nothing_are_ended_too()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .SetState("is", "so")
            .Loop(State.Is("never", "set"), round => round.Loop(State.Is("is", "so"), inner => inner.Send("never")))));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        client.CloseStatusDescription.Should().MatchRegex(@"^script step 2\.\d+\.1 failed$");
    }

    [Test]
    public void Steps_that_make_no_sense_are_refused()
    {
        static Action Saying(Action<ScriptBuilder> steps) => () => new MockWsServerBuilder().At("/", chat => chat.Script(steps));

        Saying(script => script.Expect(State.Is("a", "b"))).Should().Throw<ArgumentException>().WithMessage("*looks at none*");
        Saying(script => script.Expect(Text.Any, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        Saying(script => script.Wait(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        Saying(script => script.Parallel()).Should().Throw<ArgumentException>().WithMessage("*at least one branch*");
        Saying(script => script.Loop(0, round => round.Send("x"))).Should().Throw<ArgumentOutOfRangeException>();
        Saying(script => script.Loop(2, _ => { })).Should().Throw<ArgumentException>().WithMessage("*at least one*");
    }

    private static ScriptFailure Failure(MockWsServer server) => server.ScriptRuns.Single().Failure!;

    private static async Task ShouldCloseAsync(WebSocket client, string reason)
    {
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        client.CloseStatus.Should().Be(WebSocketCloseStatus.InternalServerError);
        client.CloseStatusDescription.Should().Be(reason);
    }
}
