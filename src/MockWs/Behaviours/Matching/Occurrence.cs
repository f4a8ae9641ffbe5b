namespace MockWs.Behaviours.Matching;

/// <summary>How often something is expected.</summary>
/// <param name="Least">The fewest times.</param>
/// <param name="Most">The most times; <see cref="int.MaxValue"/> for no bound.</param>
internal readonly record struct Occurrence(int Least, int Most)
{
    public static Occurrence AtLeastOnce => new(1, int.MaxValue);

    public static Occurrence Never => new(0, 0);

    /// <summary>Whether it has to hold to the end of a wait: that nothing came yet says nothing.</summary>
    public bool IsNever => Most == 0;

    public bool IsMetBy(long count) => count >= Least && count <= Most;

    /// <summary>How often, and what: <c>exactly 2 messages</c>.</summary>
    public string Say(string noun) =>
        IsNever ? $"no {noun}" :
        Least == Most ? $"exactly {Words.Count(Most, noun)}" :
        Most == int.MaxValue ? $"at least {Words.Count(Least, noun)}" :
        Least <= 1 ? $"at most {Words.Count(Most, noun)}" :
        $"{Least} to {Words.Count(Most, noun)}";
}
