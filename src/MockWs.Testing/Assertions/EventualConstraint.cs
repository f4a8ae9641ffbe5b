using System.Runtime.CompilerServices;
using MockWs.Expectations;
using MockWs.Recording;

namespace MockWs.Testing;

/// <summary>
/// An assertion that waits: nothing is asserted until it is awaited. Awaiting gives the entries that were meant. The compiler warns of one that an
/// asynchronous method does not await (CS4014), and <see cref="MockWsFixture"/> fails a test that leaves one.
/// </summary>
public sealed class EventualConstraint
{
    private readonly Journal _journal;
    private readonly Expectation _expectation;
    private readonly TimeSpan _time;
    private readonly string _because;
    private readonly object[] _becauseArgs;

    internal EventualConstraint(Journal journal, Expectation expectation, TimeSpan time, string because, object[] becauseArgs)
    {
        (_journal, _expectation, _time, _because, _becauseArgs) = (journal, expectation, time, because, becauseArgs);
        PromisedAssertions.Add(journal, this);
    }

    /// <summary>Asserts that it is so as often as this, no more and no less; once it is, later ones do not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 1; for none, say <c>Never()</c> before the assertion.</exception>
    public EventualConstraint Exactly(int times) => With(_expectation.Exactly(times));

    /// <summary>Asserts that it is so as often as this, or more often.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 1.</exception>
    public EventualConstraint AtLeast(int times) => With(_expectation.AtLeast(times));

    /// <summary>Asserts that it is so once or more, and not more often than this; once it is, later ones do not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 1; for none, say <c>Never()</c> before the assertion.</exception>
    public EventualConstraint AtMost(int times) => With(_expectation.AtMost(times));

    /// <summary>Waits, and asserts; what <c>await</c> calls.</summary>
    public TaskAwaiter<IReadOnlyList<JournalEntry>> GetAwaiter()
    {
        PromisedAssertions.Keep(_journal, this);
        return AssertAsync().GetAwaiter();
    }

    /// <summary>What is asserted, in words.</summary>
    public override string ToString() => $"Expected the server {_expectation} within {_time.TotalSeconds:0.###} s";

    private async Task<IReadOnlyList<JournalEntry>> AssertAsync()
    {
        var verdict = await _expectation.JudgeWithinAsync(_journal, _time).ConfigureAwait(false);
        JournalContext.Assert(verdict, _because, _becauseArgs);
        return verdict.Entries;
    }

    private EventualConstraint With(Expectation expectation)
    {
        PromisedAssertions.Keep(_journal, this);
        return new EventualConstraint(_journal, expectation, _time, _because, _becauseArgs);
    }
}
