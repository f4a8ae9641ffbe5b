namespace MockWs.Behaviours.Matching;

/// <summary>A delegate of the user's must say yes. What it throws is the user's, and comes out.</summary>
internal sealed class PredicateMatcher(Func<Message, bool> predicate, string name) : Matcher
{
    public Func<Message, bool> Predicate { get; } = predicate;

    public string Name { get; } = name;

    internal override bool IsMatch(Message message, MatchScope scope) => !message.IsNothing && Predicate(message);

    internal override NearMiss Explain(Message message, MatchScope scope) => new(0.1, $"the predicate says no: {Name}");

    public override string ToString() => Name;

    public override bool Equals(object? obj) => obj is PredicateMatcher other && Predicate == other.Predicate && Name == other.Name;

    public override int GetHashCode() => HashCode.Combine(Predicate, Name);
}
