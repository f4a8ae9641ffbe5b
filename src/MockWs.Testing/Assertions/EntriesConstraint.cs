using System.ComponentModel;
using MockWs.Expectations;
using MockWs.Recording;

namespace MockWs.Testing;

/// <summary>What comes after an assertion that looked at now: how often it is so, the entries that it found, and further assertions.</summary>
/// <typeparam name="TAssertions">The assertions to go on with.</typeparam>
public sealed class EntriesConstraint<TAssertions>
{
    private readonly Journal _journal;
    private readonly Expectation _expectation;
    private readonly string _because;
    private readonly object[] _becauseArgs;
    private readonly bool _holds;

    internal EntriesConstraint(TAssertions and, Journal journal, Expectation expectation, string because, object[] becauseArgs)
    {
        (And, _journal, _expectation, _because, _becauseArgs) = (and, journal, expectation, because, becauseArgs);
        var verdict = expectation.Judge(journal);
        _holds = JournalContext.Assert(verdict, because, becauseArgs);
        Entries = verdict.Entries;
    }

    /// <summary>Further assertions.</summary>
    public TAssertions And { get; }

    /// <summary>The entries that were meant, in their order.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>The first of <see cref="Entries"/>.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public JournalEntry Which =>
        Entries.Count > 0 ? Entries[0] : throw new InvalidOperationException("There is no entry to look at: what was asserted is not there, or must not be.");

    /// <summary>Asserts that it is so as often as this, no more and no less.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 1; for none, say <c>Should().Never()</c> before the assertion.</exception>
    public EntriesConstraint<TAssertions> Exactly(int times) => Count(_expectation.Exactly(times));

    /// <summary>Asserts that it is so as often as this, or more often.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 1.</exception>
    public EntriesConstraint<TAssertions> AtLeast(int times) => Count(_expectation.AtLeast(times));

    /// <summary>Asserts that it is so once or more, and not more often than this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not at least 1; for none, say <c>Should().Never()</c> before the assertion.</exception>
    public EntriesConstraint<TAssertions> AtMost(int times) => Count(_expectation.AtMost(times));

    /// <summary>Does not compile: the assertion before it has failed already where nothing was there.</summary>
    [Obsolete("Say it before the assertion: server.Should().Never().HaveReceivedText(…).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EntriesConstraint<TAssertions> Never() => throw new NotSupportedException();

    /// <summary>Does not compile: the assertion before it has looked at now already.</summary>
    [Obsolete("Say it before the assertion: await server.Should().Within(2.Seconds()).HaveReceivedText(…).Exactly(1).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public EventualConstraint Within(TimeSpan time) => throw new NotSupportedException();

    // What failed once is not told twice, where a scope around gathers failures.
    private EntriesConstraint<TAssertions> Count(Expectation expectation) =>
        _holds ? new EntriesConstraint<TAssertions>(And, _journal, expectation, _because, _becauseArgs) : this;
}
