using MockWs.Behaviours.Matching;

namespace MockWs;

/// <summary>
/// Matchers for counters, whatever the message. A counter is named as in <see cref="ActionsBuilder{TBuilder}.Count"/>: the connection's own,
/// or with <c>server.</c> before its name the server's. One that was never counted stands at 0. Safe for concurrent use.
/// </summary>
public static class Counter
{
    /// <summary>A counter stands at a number.</summary>
    /// <param name="name">The counter's name.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Matcher Is(string name, long value) => Between(name, value, value);

    /// <summary>A counter stands at a number or above.</summary>
    /// <param name="name">The counter's name.</param>
    /// <param name="min">The least number.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Matcher AtLeast(string name, long min) => Between(name, min, long.MaxValue);

    /// <summary>A counter stands at a number or below.</summary>
    /// <param name="name">The counter's name.</param>
    /// <param name="max">The greatest number.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Matcher AtMost(string name, long max) => Between(name, long.MinValue, max);

    /// <summary>A counter stands between two numbers, or at one of them.</summary>
    /// <param name="name">The counter's name.</param>
    /// <param name="min">The least number.</param>
    /// <param name="max">The greatest number.</param>
    /// <exception cref="ArgumentException">The name is empty, or the least is above the greatest.</exception>
    public static Matcher Between(string name, long min, long max)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        return new CounterMatcher(name, min, max);
    }
}
