using MockWs.Expectations;

namespace MockWs.Testing;

/// <summary>Asserts what the clients of a server did until now. Not safe for concurrent use.</summary>
public sealed class MockWsServerAssertions : JournalAssertions<MockWsServer, MockWsServerAssertions, EntriesConstraint<MockWsServerAssertions>>
{
    internal MockWsServerAssertions(MockWsServer server, JournalContext context)
        : base(server, context)
    {
    }

    /// <summary>Waits until what follows is so; await the whole assertion.</summary>
    /// <param name="time">How long at most, in real time. What must never happen is watched for all of it.</param>
    public EventualAssertions<MockWsServer> Within(TimeSpan time) => new(Subject, Context, time);

    private protected override EntriesConstraint<MockWsServerAssertions> Expect(Expectation expectation, string because, object[] becauseArgs) =>
        new(this, Context.Journal, Context.Complete(expectation), because, becauseArgs);
}
