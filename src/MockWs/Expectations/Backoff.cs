using System.Globalization;

namespace MockWs.Expectations;

/// <summary>
/// How long a client waits before it connects again: from the end of a connection, or the refusal of one, to the next attempt.
/// Immutable and safe for concurrent use.
/// </summary>
public sealed class Backoff
{
    /// <summary>Longer than any test, and far from what the arithmetic of times cannot hold.</summary>
    private static readonly TimeSpan Forever = TimeSpan.MaxValue / 8;

    private readonly Func<int, (TimeSpan Least, TimeSpan Most)> _bounds;
    private readonly Func<TimeSpan, TimeSpan, string?> _explainNext;
    private readonly string _words;

    private Backoff(string words, Func<int, (TimeSpan Least, TimeSpan Most)> bounds, Func<TimeSpan, TimeSpan, string?>? explainNext = null) =>
        (_words, _bounds, _explainNext) = (words, bounds, explainNext ?? ((_, _) => null));

    /// <summary>Every wait lies between two times.</summary>
    public static Backoff Between(TimeSpan least, TimeSpan most)
    {
        CheckBounds(least, most);
        return new Backoff($"between {Say(least)} and {Say(most)}", _ => (least, most));
    }

    /// <summary>Every wait is longer than the one before it, until the longest is reached, and all lie between two times.</summary>
    /// <param name="least">The shortest wait.</param>
    /// <param name="most">The longest wait: a wait of that length is followed by others like it.</param>
    /// <param name="jitter">
    /// By how much of itself chance may change a wait, from 0 to below 1: with 0.2, a wait of 10 s lasts 8 s to 12 s, and may be shorter than the one
    /// before it by as much as chance explains. Default: 0.
    /// </param>
    public static Backoff Increasing(TimeSpan least, TimeSpan most, double jitter = 0)
    {
        CheckBounds(least, most);
        CheckJitter(jitter);

        return new Backoff(
            $"increasing, between {Say(least)} and {Say(most)}{SayJitter(jitter)}",
            _ => (least * (1 - jitter), most * (1 + jitter)),
            (before, wait) =>
            {
                // A wait is its true length give or take the jitter: it has grown if there are true lengths that have.
                var shrunk = before * ((1 - jitter) / (1 + jitter));
                var longest = most * (1 - jitter);
                return
                    wait > shrunk || wait >= longest ? null :
                    shrunk < longest ? $"expected more than {Say(shrunk)}" :
                    $"expected at least {Say(longest)}";
            });
    }

    /// <summary>Each wait is so many times the one before it.</summary>
    /// <param name="first">The first wait.</param>
    /// <param name="most">The longest wait; null for no bound.</param>
    /// <param name="factor">How many times; at least 1, which is a fixed wait. Default: 2.</param>
    /// <param name="jitter">By how much of itself chance may change a wait, from 0 to below 1. Default: 0.</param>
    public static Backoff Exponential(TimeSpan first, TimeSpan? most = null, double factor = 2, double jitter = 0)
    {
        var longest = most ?? Forever;
        CheckBounds(first, longest);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        CheckJitter(jitter);
        var bound = most is null ? "" : $", at most {Say(longest)}";
        var words = factor == 1 ? Say(first) : string.Create(CultureInfo.InvariantCulture, $"{Say(first)}, then {factor} times the one before{bound}");
        return new Backoff(words + SayJitter(jitter), number =>
        {
            var wait = TimeSpan.FromTicks((long)Math.Min(first.Ticks * Math.Pow(factor, number), longest.Ticks));
            return (wait * (1 - jitter), wait * (1 + jitter));
        });
    }

    /// <summary>The waits in words.</summary>
    public override string ToString() => _words;

    internal static string Say(TimeSpan time) => time.TotalSeconds >= 1 || time == TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");

    /// <summary>What is wrong with a wait; null if nothing is.</summary>
    /// <param name="waits">All waits.</param>
    /// <param name="number">Which of them is meant, from 0.</param>
    internal string? Explain(IReadOnlyList<TimeSpan> waits, int number)
    {
        var wait = waits[number];
        var (least, most) = _bounds(number);
        if (wait < least || wait > most)
        {
            return least == most ? $"expected {Say(least)}" : $"expected {Say(least)} to {Say(most)}";
        }

        return number > 0 ? _explainNext(waits[number - 1], wait) : null;
    }

    private static string SayJitter(double jitter) => jitter == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", give or take {jitter:0.##%}");

    private static void CheckBounds(TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
    }

    private static void CheckJitter(double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(jitter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(jitter, 1);
    }
}
