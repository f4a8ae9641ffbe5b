using MockWs.Behaviours;

namespace MockWs.Tests.Server;

/// <summary>What a server is expected to have been used for, and was not.</summary>
[CancelAfter(30_000)]
internal sealed class VerificationTests
{
    private const string Ping = "rule 1: text is \"ping\"";

    [TestCase(2, true)]
    [TestCase(3, false)]
    public async Task Answers_are_counted_over_all_connections(int answers, bool isMet)
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Send("pong"), expect: Answered.Times(2)));
        await SayAsync(server, [.. Enumerable.Repeat("ping", answers - 1)]);
        await SayAsync(server, "ping");

        var verification = server.Verify();

        verification.IsMet.Should().Be(isMet);
        verification.Rules.Should().ContainSingle().Which.Answered.Should().Be(answers);
        verification.Unmet.Should().Equal(isMet ? [] : [$"/chat, {Ping}: expected exactly 2 answers, gave 3"]);
    }

    private static IEnumerable<TestCaseData> Expected()
    {
        yield return new TestCaseData(Answered.Never, "expected no answer, gave 1");
        yield return new TestCaseData(Answered.AtMost(0), "expected no answer, gave 1");
        yield return new TestCaseData(Answered.AtLeast(2), "expected at least 2 answers, gave 1");
        yield return new TestCaseData(Answered.Between(2, 3), "expected 2 to 3 answers, gave 1");
        yield return new TestCaseData(Answered.AtLeast(1), null);
        yield return new TestCaseData(Answered.AtMost(1), null);
        yield return new TestCaseData(Answered.Between(0, 1), null);
    }

    [TestCaseSource(nameof(Expected))]
    public async Task An_expectation_says_what_it_is_and_what_there_was(ExpectedAnswers expect, string unmet)
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Send("pong"), expect: expect));
        await SayAsync(server, "ping");

        server.Verify().Unmet.Should().Equal(unmet is null ? [] : [$"/chat, {Ping}: {unmet}"]);
    }

    [Test]
    public void What_cannot_be_meant_cannot_be_said()
    {
        FluentActions.Invoking(() => Answered.Times(-1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Answered.AtLeast(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Answered.AtMost(-1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Answered.Between(2, 1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public async Task A_message_that_no_rule_answers_is_told_with_the_nearest_rules()
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Send("pong")));
        await SayAsync(server, "ping", "pin");

        server.Verify().Unmet.Should().ContainSingle().Which.Should()
            .StartWith("/chat: no rule answers message #").And.Contain(Ping);
    }

    [Test]
    public async Task What_the_journal_has_forgotten_still_counts()
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Send("{{message.json.x}}")));
        await SayAsync(server, "other");
        server.Journal.Clear();

        server.Verify().Unmet.Should().Equal("1 message that no rule answers");
    }

    [Test]
    public async Task An_error_of_the_server_is_told()
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Do((Message _, ActionsBuilder _) => throw new InvalidOperationException("broken"))));
        using var client = await server.ConnectAsync("/chat");
        await client.SendAsync("ping");
        await client.ReceiveAsync();

        server.Verify().Unmet.Should().ContainSingle().Which.Should().StartWith("/chat: error #").And.Contain("broken");
    }

    [Test]
    public async Task A_message_that_fails_for_want_of_a_rule_is_told_once()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .Otherwise(Unmatched.Fail)
            .At("/chat", chat => chat.When(Text.Is("ping"), then => then.Send("pong"))));
        using var client = await server.ConnectAsync("/chat");
        await client.SendAsync("pin");
        await client.ReceiveAsync();

        server.Verify().Unmet.Should().ContainSingle().Which.Should().StartWith("/chat: no rule answers message #");
    }

    [Test]
    public async Task Every_script_has_to_be_gone_through()
    {
        await using var server = await StartAsync(chat => chat.Script(script => script.Send("hello").Expect(Text.Is("hi")).Send("bye")));
        server.Verify().Unmet.Should().Equal("/chat: no client has come to go through its script");

        using var client = await server.ConnectAsync("/chat");
        await client.ReceiveTextAsync();
        server.Verify().Unmet.Should().ContainSingle().Which.Should().Contain("1 of 3 steps done, under way at 2: expect text is \"hi\"");

        (await client.EchoAsync("hi")).Should().Be("bye");
        await server.WhenIdleAsync();
        server.Verify().Should().BeEquivalentTo(new { IsMet = true, ScriptsCompleted = 1 });
    }

    [Test]
    public async Task A_script_that_failed_is_told_once()
    {
        await using var server = await StartAsync(chat => chat.Script(script => script.Expect(Text.Is("hi"))));
        using var client = await server.ConnectAsync("/chat");
        await client.SendAsync("no");
        await client.ReceiveAsync();

        server.Verify().Unmet.Should().ContainSingle().Which.Should().Contain("failed: ");
    }

    [Test]
    public async Task A_reset_begins_anew()
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Send("pong"), expect: Answered.Never));
        await SayAsync(server, "ping", "other");
        server.Verify().Unmet.Should().HaveCount(2);

        await server.ResetAsync();

        server.Verify().IsMet.Should().BeTrue();
    }

    [Test]
    public async Task Counting_goes_on_when_the_scenario_is_read_again()
    {
        void Say(MockWsServerBuilder mock) => mock.InMemory().At("/chat", chat => chat.When(Text.Is("ping"), then => then.Send("pong"), expect: Answered.Times(2)));
        await using var server = await MockWsServer.StartAsync(Say);
        await SayAsync(server, "ping");
        server.Reconfigure(Say);
        await SayAsync(server, "ping");

        server.Verify().IsMet.Should().BeTrue();
    }

    [Test]
    public async Task An_inspection_tells_of_it()
    {
        await using var server = await StartAsync(chat => chat.When(Text.Is("ping"), then => then.Send("pong"), expect: Answered.AtLeast(1)));

        (await server.InspectAsync()).Should().Equal(
            $"/chat, {Ping}: expected at least 1 answer, gave 0. Let the client do so, or leave Expectations out.");
        (await server.InspectAsync(ServerChecks.All & ~ServerChecks.Expectations)).Should().BeEmpty();
    }

    private static Task<MockWsServer> StartAsync(Action<EndpointBuilder> chat) => MockWsServer.StartAsync(mock => mock.InMemory().At("/chat", chat));

    private static async Task SayAsync(MockWsServer server, params string[] messages)
    {
        using var client = await server.ConnectAsync("/chat");
        foreach (var message in messages)
        {
            await client.SendAsync(message);
        }

        await server.WhenIdleAsync();
    }
}
