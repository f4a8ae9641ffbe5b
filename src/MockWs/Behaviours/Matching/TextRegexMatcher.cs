using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching;

/// <summary>A regular expression must match somewhere in the text; its groups are left to templates.</summary>
internal sealed class TextRegexMatcher(string pattern) : Matcher
{
    private readonly Regex _regex = Patterns.Parse(pattern);

    public string Pattern { get; } = pattern;

    internal override bool IsMatch(Message message, MatchScope scope)
    {
        if (!message.IsText || _regex.Match(message.Text) is not { Success: true } match)
        {
            return false;
        }

        scope.Groups = match;
        return true;
    }

    internal override NearMiss Explain(Message message, MatchScope scope) => message.IsText
        ? new NearMiss(0.1, $"does not match /{Pattern}/, was {TextDifference.Show(message.Text)}")
        : NearMiss.OfKind(message.Opcode, "text");

    public override string ToString() => $"text matches /{Pattern}/";

    public override bool Equals(object? obj) => obj is TextRegexMatcher other && Pattern == other.Pattern;

    public override int GetHashCode() => HashCode.Combine(typeof(TextRegexMatcher), Pattern);
}
