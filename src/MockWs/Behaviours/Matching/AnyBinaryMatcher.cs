namespace MockWs.Behaviours.Matching;

/// <summary>Any binary message.</summary>
internal sealed class AnyBinaryMatcher : Matcher
{
    internal override bool IsMatch(Message message, MatchScope scope) => message.IsBinary;

    internal override NearMiss Explain(Message message, MatchScope scope) => NearMiss.OfKind(message.Opcode, "binary");

    public override string ToString() => "any binary";

    public override bool Equals(object? obj) => obj is AnyBinaryMatcher;

    public override int GetHashCode() => typeof(AnyBinaryMatcher).GetHashCode();
}
