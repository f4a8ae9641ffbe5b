namespace MockWs.Behaviours.Matching;

/// <summary>Any text message.</summary>
internal sealed class AnyTextMatcher : Matcher
{
    internal override bool IsMatch(Message message, MatchScope scope) => message.IsText;

    internal override NearMiss Explain(Message message, MatchScope scope) => NearMiss.OfKind(message.Opcode, "text");

    public override string ToString() => "any text";

    public override bool Equals(object? obj) => obj is AnyTextMatcher;

    public override int GetHashCode() => typeof(AnyTextMatcher).GetHashCode();
}
