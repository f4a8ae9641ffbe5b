using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Scripts;

[CancelAfter(20_000)]
public class ScriptsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public async Task Send_expect_send_close_takes_five_lines()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .Send("X")
            .Expect(Text.Is("Y"), within: 2 * Second)
            .Send("Z")
            .Close(4001)));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.ReceiveTextAsync()).Should().Be("X");
        (await client.EchoAsync("Y")).Should().Be("Z");
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);

        ((int)client.CloseStatus!).Should().Be(4001);
        var run = server.ScriptRuns.Single();
        run.Should().BeEquivalentTo(new { Connection = 1, Path = "/chat/1", Endpoint = "/chat/{room}", StepsDone = 4, Steps = 4, IsCompleted = true });
        run.Failure.Should().BeNull();
        run.StepsUnderWay.Should().BeEmpty();
        run.ToString().Should().Be("the script at /chat/{room} on connection 1: 4 of 4 steps done, completed");
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Decided).Select(entry => entry.Text)
            .Should().Equal("script step 2: expect text is \"Y\" within 2 s", "the script is through: 4 steps");
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Error);
    }

    [Test]
    public async Task Each_connection_goes_through_the_script_by_itself()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Expect(Text.Any).Send("{{message.text}}!")));
        using var one = await server.ConnectAsync("/chat/1");
        using var two = await server.ConnectAsync("/chat/2");

        (await two.EchoAsync("two")).Should().Be("two!");
        server.ScriptRuns.Select(run => (run.Connection, run.IsCompleted)).Should().Equal((1, false), (2, true));
        (await one.EchoAsync("one")).Should().Be("one!");
        server.ScriptRuns.Should().OnlyContain(run => run.IsCompleted);
    }

    [Test]
    public async Task The_first_and_the_second_connection_have_scripts_of_their_own()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/chat", chat => chat.OnConnection(1).Script(script => script.Send("first").Close(1012)))
            .At("/chat", chat => chat.OnConnection(2).Script(script => script.Send("second").Expect(Text.Is("bye")).Close())));
        using var first = await server.ConnectAsync("/chat");
        (await first.ReceiveTextAsync()).Should().Be("first");
        using var second = await server.ConnectAsync("/chat");
        (await second.ReceiveTextAsync()).Should().Be("second");

        server.ScriptRuns.Select(run => run.OnConnection).Should().Equal(1, 2);
        server.ScriptRuns[1].ToString().Should().Be(
            "the script at /chat for connection 2 to it on connection 2: 1 of 3 steps done, under way at 2: expect text is \"bye\" within 5 s");
    }

    [Test]
    public async Task What_the_step_does_not_take_goes_to_the_rules()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .Script(script => script.Expect(Text.Is("Y")).Send("Z"))
            .When(Text.Is("ping"), then => then.Send("pong"))
            .When(Text.Is("Y"), then => then.Send("never")));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("ping")).Should().Be("pong");
        (await client.EchoAsync("ping")).Should().Be("pong");
        (await client.EchoAsync("Y")).Should().Be("Z");
        (await client.EchoAsync("Y")).Should().Be("never", "the script is through");
    }

    [Test]
    public async Task What_neither_the_step_nor_a_rule_takes_is_left_to_an_otherwise()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Expect(Text.Is("Y")).Send("Z")).Otherwise(then => then.Send("what?")));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("W")).Should().Be("what?");
        (await client.EchoAsync("Y")).Should().Be("Z");
        server.ScriptRuns.Single().IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task Behind_the_last_step_the_endpoint_is_as_without_a_script()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Send("hello")));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.ReceiveTextAsync()).Should().Be("hello");
        (await client.EchoAsync("echo")).Should().Be("echo");
    }

    [Test]
    public async Task A_wait_holds_the_script_and_not_the_rules()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Script(script => script.Wait(Second).Send("later")).When(Text.Is("ping"), then => then.Send("pong")), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("ping")).Should().Be("pong");
        _clock.Advance(Second);

        (await client.ReceiveTextAsync()).Should().Be("later");
    }

    [Test]
    public async Task A_clock_that_jumps_goes_through_waits_one_after_the_other()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Script(script => script.Loop(5, round => round.Wait(Second).Count("rounds").Send("{{counter.rounds}}")).Close()), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await server.WhenIdleAsync();

        _clock.Advance(3.5 * Second);
        foreach (var round in (string[])["1", "2", "3"])
        {
            (await client.ReceiveTextAsync()).Should().Be(round);
        }

        await server.WhenIdleAsync();
        server.ScriptRuns.Single().StepsUnderWay.Should().Equal("1.4.1: wait 1 s");
        _clock.Advance(Second / 2);
        (await client.ReceiveTextAsync()).Should().Be("4");
        _clock.Advance(Second);
        (await client.ReceiveTextAsync()).Should().Be("5");
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
    }

    [Test]
    public async Task A_delay_holds_messages_until_the_step_that_waits_for_them_has_begun()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Script(script => script.Send("X").Delay(10 * Second).Expect(Text.Is("Y"), within: Second).Send("Z")), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        await client.EchoAsync("Y");
        await server.WhenIdleAsync();
        server.ScriptRuns.Single().StepsUnderWay.Should().Equal("2: delay");

        _clock.Advance(10 * Second);

        (await client.ReceiveTextAsync()).Should().Be("Z");
    }

    [Test]
    public async Task Branches_are_gone_through_side_by_side_and_all_have_to_end()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .Parallel(
                left => left.Expect(Text.Is("a")).Send("A").Expect(Text.Is("a")).Send("AA"),
                right => right.Wait(Second).Send("1 s").Expect(Text.Is("b")).Send("B"))
            .Send("both")), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("a")).Should().Be("A");
        await server.WhenIdleAsync();
        server.ScriptRuns.Single().StepsUnderWay.Should().Equal("1.1.3: expect text is \"a\" within 5 s", "1.2.1: wait 1 s");
        _clock.Advance(Second);
        (await client.ReceiveTextAsync()).Should().Be("1 s");
        (await client.EchoAsync("b")).Should().Be("B");
        (await client.EchoAsync("a")).Should().Be("AA");
        (await client.ReceiveTextAsync()).Should().Be("both");
        server.ScriptRuns.Single().IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task A_loop_goes_round_so_many_times_or_until_a_message()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .Loop(2, round => round.Expect(Text.Any).Send("{{message.text}} 1"))
            .Loop(Text.Is("stop"), round => round.Expect(Text.Any).Send("{{message.text}} 2"))
            .Send("after {{message.text}}")));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("a")).Should().Be("a 1");
        (await client.EchoAsync("stop")).Should().Be("stop 1");
        (await client.EchoAsync("b")).Should().Be("b 2");
        (await client.EchoAsync("c")).Should().Be("c 2");
        (await client.EchoAsync("stop")).Should().Be("after stop");
    }

    [Test]
    public async Task A_loop_goes_round_until_something_is_remembered()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .Loop(Counter.AtLeast("sent", 3), round => round.Count("sent").Send("{{counter.sent}}"))
            .Loop(Counter.AtLeast("sent", 3), round => round.Send("never"))
            .Send("end")));
        using var client = await server.ConnectAsync("/chat/1");

        foreach (var text in (string[])["1", "2", "3", "end"])
        {
            (await client.ReceiveTextAsync()).Should().Be(text);
        }
    }

    [Test]
    public async Task Groups_captures_and_code_that_takes_its_time_work_in_scripts()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script
            .Expect(Text.Matches("^login (.+)$"))
            .Capture("user", "{{message.groups[1]}}")
            .Do(async (message, then) =>
            {
                await Task.Yield();
                then.Send($"{message.Text}?");
            })
            .Expect(Text.Is("yes"))
            .If(Text.Is("yes"), then => then.Send("hello {{captured.user}}"))));
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("login ann")).Should().Be("login ann?");
        (await client.EchoAsync("yes")).Should().Be("hello ann");
        server.ScriptRuns.Single().IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task A_long_loop_of_sends_keeps_its_order_and_ends()
    {
        const int Many = 30_000;
        await using var server = await Mocks.StartAsync(
            chat => chat.Script(script => script.Loop(Many, round => round.Count("n").Send("{{counter.n}}")).Send("end")));
        using var client = await server.ConnectAsync("/chat/1");

        for (var i = 1; i <= Many; i++)
        {
            (await client.ReceiveTextAsync()).Should().Be($"{i}");
        }

        (await client.ReceiveTextAsync()).Should().Be("end");
    }

    [Test]
    public async Task A_reset_ends_scripts_and_forgets_them()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Script(script => script.Send("X").Expect(Text.Is("Y"))), _clock);
        using (var client = await server.ConnectAsync("/chat/1"))
        {
            (await client.ReceiveTextAsync()).Should().Be("X");
            var resetting = server.ResetAsync();
            (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
            await client.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "", default);
            await resetting;
        }

        server.ScriptRuns.Should().BeEmpty();
        using var next = await server.ConnectAsync("/chat/1");
        (await next.ReceiveTextAsync()).Should().Be("X");
        server.ScriptRuns.Single().StepsDone.Should().Be(1);
    }
}
