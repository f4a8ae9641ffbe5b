using MockWs.Behaviours;

namespace MockWs;

/// <summary>
/// How often a rule is expected to answer, over all connections from the start of the server or its last reset. What is not met is told by
/// <see cref="MockWsServerInspection.InspectAsync"/> and <c>mockws verify</c>. Safe for concurrent use.
/// </summary>
public static class Answered
{
    /// <summary>Not at all.</summary>
    public static ExpectedAnswers Never { get; } = new(0, 0);

    /// <summary>So many times, no more and no fewer.</summary>
    /// <param name="times">How often; 0 for never.</param>
    public static ExpectedAnswers Times(int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return new ExpectedAnswers(times, times);
    }

    /// <summary>So many times or more.</summary>
    /// <param name="times">The fewest times, from 1.</param>
    public static ExpectedAnswers AtLeast(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return new ExpectedAnswers(times, int.MaxValue);
    }

    /// <summary>So many times or fewer.</summary>
    /// <param name="times">The most times; 0 for never.</param>
    public static ExpectedAnswers AtMost(int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return new ExpectedAnswers(0, times);
    }

    /// <summary>A number of times with both its bounds.</summary>
    /// <param name="atLeast">The fewest times.</param>
    /// <param name="atMost">The most times, not less than the fewest.</param>
    public static ExpectedAnswers Between(int atLeast, int atMost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atLeast);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, atLeast);
        return new ExpectedAnswers(atLeast, atMost);
    }
}
