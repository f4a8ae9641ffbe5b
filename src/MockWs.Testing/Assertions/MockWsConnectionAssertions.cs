using MockWs.Expectations;

namespace MockWs.Testing;

/// <summary>Asserts what one client did until now. Not safe for concurrent use.</summary>
public sealed class MockWsConnectionAssertions : JournalAssertions<MockWsConnection, MockWsConnectionAssertions, EntriesConstraint<MockWsConnectionAssertions>>
{
    internal MockWsConnectionAssertions(MockWsConnection connection, JournalContext context)
        : base(connection, context)
    {
    }

    /// <summary>Waits until what follows is so; await the whole assertion.</summary>
    /// <param name="time">How long at most, in real time. What must never happen is watched for all of it.</param>
    public EventualAssertions<MockWsConnection> Within(TimeSpan time) => new(Subject, Context, time);

    private protected override EntriesConstraint<MockWsConnectionAssertions> Expect(Expectation expectation, string because, object[] becauseArgs) =>
        new(this, Context.Journal, Context.Complete(expectation), because, becauseArgs);
}
