namespace MockWs.Behaviours.Matching;

/// <summary>All of several must hold.</summary>
internal sealed class AllMatcher(IReadOnlyList<Matcher> matchers) : Matcher
{
    public IReadOnlyList<Matcher> Matchers { get; } = matchers;

    internal override bool LooksAtMessage { get; } = matchers.Any(matcher => matcher.LooksAtMessage);

    internal override ExactPayload? Exact =>
        Matchers.Select(matcher => matcher.Exact).FirstOrDefault(exact => exact is not null) is { } exact ? exact with { IsAll = false } : null;

    /// <summary>Joins two, without nesting: <c>a &amp; b &amp; c</c> is one list of three.</summary>
    public static AllMatcher Of(Matcher left, Matcher right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new AllMatcher([.. Parts(left), .. Parts(right)]);
    }

    internal override bool IsMatch(Message message, MatchScope scope)
    {
        var groups = scope.Groups;
        foreach (var matcher in Matchers)
        {
            if (!matcher.IsMatch(message, scope))
            {
                // A regular expression that matched before this one failed must not leave its groups to a later rule.
                scope.Groups = groups;
                return false;
            }
        }

        return true;
    }

    /// <summary>Those that do not hold say why; those that hold bring the message nearer.</summary>
    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        var groups = scope.Groups;
        var failed = Matchers.Where(matcher => !matcher.IsMatch(message, scope)).Select(matcher => matcher.Explain(message, scope)).ToList();
        scope.Groups = groups;
        var closeness = (Matchers.Count - failed.Count + failed.Sum(miss => miss.Closeness)) / Matchers.Count;
        return new NearMiss(closeness, string.Join("; ", failed.Select(miss => miss.Text)));
    }

    public override string ToString() =>
        Matchers.Count == 0 ? "anything" : string.Join(" and ", Matchers.Select(matcher => matcher is AnyOfMatcher ? $"({matcher})" : $"{matcher}"));

    public override bool Equals(object? obj) => obj is AllMatcher other && Matchers.SequenceEqual(other.Matchers);

    public override int GetHashCode() => Combinators.HashOf(typeof(AllMatcher), Matchers);

    private static IEnumerable<Matcher> Parts(Matcher matcher) => matcher is AllMatcher all ? all.Matchers : [matcher];
}

/// <summary>One of several must hold.</summary>
internal sealed class AnyOfMatcher(IReadOnlyList<Matcher> matchers) : Matcher
{
    public IReadOnlyList<Matcher> Matchers { get; } = matchers;

    internal override bool LooksAtMessage { get; } = matchers.Any(matcher => matcher.LooksAtMessage);

    /// <summary>Joins two, without nesting: <c>a | b | c</c> is one list of three.</summary>
    public static AnyOfMatcher Of(Matcher left, Matcher right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new AnyOfMatcher([.. Parts(left), .. Parts(right)]);
    }

    internal override bool IsMatch(Message message, MatchScope scope)
    {
        foreach (var matcher in Matchers)
        {
            if (matcher.IsMatch(message, scope))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nearest of them says why.</summary>
    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        var nearest = Matchers.Select(matcher => matcher.Explain(message, scope)).MaxBy(miss => miss.Closeness);
        return nearest is null
            ? new NearMiss(0, "one of no matchers never holds")
            : nearest with { Text = $"none of {Matchers.Count} matched; nearest: {nearest.Text}" };
    }

    public override string ToString() => Matchers.Count == 0 ? "nothing" : string.Join(" or ", Matchers);

    public override bool Equals(object? obj) => obj is AnyOfMatcher other && Matchers.SequenceEqual(other.Matchers);

    public override int GetHashCode() => Combinators.HashOf(typeof(AnyOfMatcher), Matchers);

    private static IEnumerable<Matcher> Parts(Matcher matcher) => matcher is AnyOfMatcher any ? any.Matchers : [matcher];
}

/// <summary>One must not hold.</summary>
internal sealed class NotMatcher : Matcher
{
    public NotMatcher(Matcher matcher)
    {
        ArgumentNullException.ThrowIfNull(matcher);
        Matcher = matcher;
    }

    public Matcher Matcher { get; }

    internal override bool LooksAtMessage => Matcher.LooksAtMessage;

    internal override bool IsMatch(Message message, MatchScope scope)
    {
        if (message.IsNothing && LooksAtMessage)
        {
            return false;
        }

        var groups = scope.Groups;
        var matched = Matcher.IsMatch(message, scope);
        scope.Groups = groups;
        return !matched;
    }

    internal override NearMiss Explain(Message message, MatchScope scope) => new(0.5, $"matched what it must not: {Matcher}");

    public override string ToString() => Matcher is AllMatcher or AnyOfMatcher ? $"not ({Matcher})" : $"not {Matcher}";

    public override bool Equals(object? obj) => obj is NotMatcher other && Matcher.Equals(other.Matcher);

    public override int GetHashCode() => HashCode.Combine(typeof(NotMatcher), Matcher);
}

/// <summary>What the combinators share.</summary>
internal static class Combinators
{
    public static int HashOf(Type type, IReadOnlyList<Matcher> matchers)
    {
        var hash = new HashCode();
        hash.Add(type);
        foreach (var matcher in matchers)
        {
            hash.Add(matcher);
        }

        return hash.ToHashCode();
    }
}
