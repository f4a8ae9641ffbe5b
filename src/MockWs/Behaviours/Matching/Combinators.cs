namespace MockWs.Behaviours.Matching;

/// <summary>All of several must hold.</summary>
internal sealed class AllMatcher(IReadOnlyList<Matcher> matchers) : Matcher
{
    public IReadOnlyList<Matcher> Matchers { get; } = matchers;

    internal override bool IsMatch(Message message, MatchScope scope) => Matchers.All(matcher => matcher.IsMatch(message, scope));

    /// <summary>The first that does not hold says why; those that hold bring the message nearer.</summary>
    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        var failed = Matchers.Where(matcher => !matcher.IsMatch(message, scope)).Select(matcher => matcher.Explain(message, scope)).ToList();
        var closeness = (Matchers.Count - failed.Count + failed.Sum(miss => miss.Closeness)) / Matchers.Count;
        return new NearMiss(closeness, string.Join("; ", failed.Select(miss => miss.Text)));
    }
}

/// <summary>One of several must hold.</summary>
internal sealed class AnyOfMatcher(IReadOnlyList<Matcher> matchers) : Matcher
{
    public IReadOnlyList<Matcher> Matchers { get; } = matchers;

    internal override bool IsMatch(Message message, MatchScope scope) => Matchers.Any(matcher => matcher.IsMatch(message, scope));

    /// <summary>The nearest of them says why.</summary>
    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        var nearest = Matchers.Select(matcher => matcher.Explain(message, scope)).MaxBy(miss => miss.Closeness);
        return nearest is null ? new NearMiss(0, "one of no matchers never holds") : nearest with { Text = $"none of {Matchers.Count} matched; nearest: {nearest.Text}" };
    }
}

/// <summary>One must not hold.</summary>
internal sealed class NotMatcher(Matcher matcher) : Matcher
{
    public Matcher Matcher { get; } = matcher;

    internal override bool IsMatch(Message message, MatchScope scope) => !Matcher.IsMatch(message, scope);

    internal override NearMiss Explain(Message message, MatchScope scope) => new(0.5, $"matched what it must not: {Matcher}");
}
