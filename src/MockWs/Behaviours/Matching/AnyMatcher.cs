namespace MockWs.Behaviours.Matching;

/// <summary>Whatever comes.</summary>
internal sealed class AnyMatcher : Matcher
{
    internal override bool IsMatch(Message message, MatchScope scope) => !message.IsNothing;

    internal override NearMiss Explain(Message message, MatchScope scope) => new(0, "nothing came");

    public override string ToString() => "anything";

    public override bool Equals(object? obj) => obj is AnyMatcher;

    public override int GetHashCode() => typeof(AnyMatcher).GetHashCode();
}
