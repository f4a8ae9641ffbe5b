using System.Diagnostics;

namespace MockWs.Behaviours.Matching;

/// <summary>Whatever comes.</summary>
internal sealed class AnyMatcher : Matcher
{
    internal override bool IsMatch(Message message, MatchScope scope) => true;

    internal override NearMiss Explain(Message message, MatchScope scope) => throw new UnreachableException("Anything matches.");

    public override string ToString() => "anything";

    public override bool Equals(object? obj) => obj is AnyMatcher;

    public override int GetHashCode() => typeof(AnyMatcher).GetHashCode();
}
