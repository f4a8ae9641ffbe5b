using MockWs.Expectations;

namespace MockWs.Tests.Expectations;

/// <summary>Which waits a backoff allows, and what it says of the others.</summary>
internal sealed class BackoffTests
{
    private static IEnumerable<TestCaseData> Allowed =>
    [
        Case(Backoff.Between(Seconds(1), Seconds(3)), 3, 1, 2, 1),
        Case(Backoff.Increasing(Seconds(1), Seconds(8)), 1, 1.5, 7, 8, 8),
        Case(Backoff.Increasing(Seconds(1), Seconds(8), jitter: 0.25), 0.75, 1.5, 1.4, 10, 8, 9),
        Case(Backoff.Exponential(Seconds(1)), 1, 2, 4, 8, 16),
        Case(Backoff.Exponential(Seconds(1), most: Seconds(5)), 1, 2, 4, 5, 5),
        Case(Backoff.Exponential(Seconds(1), factor: 3, jitter: 0.5), 0.5, 4.5, 9, 13.5),
        Case(Backoff.Exponential(Seconds(2), factor: 1), 2, 2, 2),
        Case(Backoff.Exponential(TimeSpan.FromMilliseconds(100)), Enumerable.Range(0, 20).Select(number => 0.1 * Math.Pow(2, number)).ToArray()),
    ];

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case(Backoff.Between(Seconds(1), Seconds(3)), 1, 3.5).Returns("expected 1 s to 3 s"),
        Case(Backoff.Between(Seconds(1), Seconds(1)), 1, 0.5).Returns("expected 1 s"),
        Case(Backoff.Increasing(Seconds(1), Seconds(8)), 2, 2).Returns("expected more than 2 s"),
        Case(Backoff.Increasing(Seconds(1), Seconds(8)), 8, 7).Returns("expected at least 8 s"),
        Case(Backoff.Increasing(Seconds(1), Seconds(8), jitter: 0.1), 4, 3).Returns("expected more than 3.273 s"),
        Case(Backoff.Increasing(Seconds(1), Seconds(8), jitter: 0.1), 4, 9).Returns("expected 900 ms to 8.8 s"),
        Case(Backoff.Exponential(Seconds(1)), 1, 2, 3).Returns("expected 4 s"),
        Case(Backoff.Exponential(Seconds(1), most: Seconds(5)), 1, 2, 4, 8).Returns("expected 5 s"),
        Case(Backoff.Exponential(Seconds(10), jitter: 0.2), 12.5).Returns("expected 8 s to 12 s"),
    ];

    [TestCaseSource(nameof(Allowed))]
    public void Waits_that_are_allowed(Backoff backoff, TimeSpan[] waits) =>
        Enumerable.Range(0, waits.Length).Select(number => backoff.Explain(waits, number)).OfType<string>().Should().BeEmpty();

    [TestCaseSource(nameof(Refused))]
    public string? The_last_wait_is_wrong(Backoff backoff, TimeSpan[] waits)
    {
        Enumerable.Range(0, waits.Length - 1).Select(number => backoff.Explain(waits, number)).OfType<string>().Should().BeEmpty();
        return backoff.Explain(waits, waits.Length - 1);
    }

    [Test]
    public void A_backoff_says_itself_in_words()
    {
        Backoff.Between(Seconds(0.5), Seconds(3)).ToString().Should().Be("between 500 ms and 3 s");
        Backoff.Increasing(Seconds(1), Seconds(30), jitter: 0.1).ToString().Should().Be("increasing, between 1 s and 30 s, give or take 10%");
        Backoff.Exponential(Seconds(1), most: Seconds(30)).ToString().Should().Be("1 s, then 2 times the one before, at most 30 s");
        Backoff.Exponential(Seconds(5), factor: 1).ToString().Should().Be("5 s");
    }

    [Test]
    public void Bounds_that_cannot_be_are_refused()
    {
        FluentActions.Invoking(() => Backoff.Between(Seconds(2), Seconds(1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Backoff.Between(Seconds(-1), Seconds(1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Backoff.Increasing(Seconds(1), Seconds(2), jitter: 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Backoff.Exponential(Seconds(1), factor: 0.5)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Backoff.Exponential(Seconds(1), jitter: -0.1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static TestCaseData Case(Backoff backoff, params double[] seconds) =>
        new TestCaseData(backoff, Array.ConvertAll(seconds, Seconds)).SetArgDisplayNames($"{backoff}: {string.Join(", ", seconds)}");

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
