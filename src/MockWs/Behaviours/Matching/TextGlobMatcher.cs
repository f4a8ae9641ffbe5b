using System.Text;

namespace MockWs.Behaviours.Matching;

/// <summary>The whole text must be like a pattern, in which <c>*</c> stands for any text and <c>?</c> for any one character.</summary>
internal sealed class TextGlobMatcher(string pattern) : Matcher
{
    private readonly Rune[] _pattern = [.. pattern.EnumerateRunes()];

    public string Pattern { get; } = pattern;

    internal override bool IsMatch(Message message, MatchScope scope) => message.IsText && IsLike(message.Payload.Span);

    internal override NearMiss Explain(Message message, MatchScope scope) => message.IsText
        ? new NearMiss(0.1, $"is not like {JsonText.Quote(Pattern)}, was {TextDifference.Show(message.Text)}")
        : NearMiss.OfKind(message.Opcode, "text");

    public override string ToString() => $"text is like {JsonText.Quote(Pattern)}";

    public override bool Equals(object? obj) => obj is TextGlobMatcher other && Pattern == other.Pattern;

    public override int GetHashCode() => HashCode.Combine(typeof(TextGlobMatcher), Pattern);

    // Only the last star ever has to give way: what an earlier one took can be left as it is. So the cost is at most
    // the text times the pattern, never exponential.
    private bool IsLike(ReadOnlySpan<byte> text)
    {
        var next = 0;
        var afterStar = -1;
        ReadOnlySpan<byte> taken = default;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var character, out var length);
            if (next < _pattern.Length && _pattern[next].Value == '*')
            {
                afterStar = ++next;
                taken = text;
            }
            else if (next < _pattern.Length && (_pattern[next].Value == '?' || _pattern[next] == character))
            {
                next++;
                text = text[length..];
            }
            else if (afterStar >= 0)
            {
                Rune.DecodeFromUtf8(taken, out _, out length);
                taken = taken[length..];
                text = taken;
                next = afterStar;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(next).IndexOfAnyExcept(new Rune('*')) < 0;
    }
}
