using MockWs.Expectations;

namespace MockWs.Testing;

/// <summary>Asserts what clients do within a time: <c>await server.Should().Within(2.Seconds()).HaveReceivedText("ping")</c>. Not safe for concurrent use.</summary>
/// <typeparam name="TSubject">What <c>Should()</c> was called on.</typeparam>
public sealed class EventualAssertions<TSubject> : JournalAssertions<TSubject, EventualAssertions<TSubject>, EventualConstraint>
{
    private readonly TimeSpan _time;

    internal EventualAssertions(TSubject subject, JournalContext context, TimeSpan time)
        : base(subject, context)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        _time = time;
    }

    private protected override EventualConstraint Expect(Expectation expectation, string because, object[] becauseArgs) =>
        new(Context.Journal, Context.Complete(expectation), _time, because, becauseArgs);
}
