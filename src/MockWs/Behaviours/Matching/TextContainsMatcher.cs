namespace MockWs.Behaviours.Matching;

/// <summary>The text must hold this part, upper and lower case told apart.</summary>
internal sealed class TextContainsMatcher(string part) : Matcher
{
    public string Part { get; } = part;

    internal override bool IsMatch(Message message, MatchScope scope) => message.IsText && message.Text.Contains(Part, StringComparison.Ordinal);

    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        if (!message.IsText)
        {
            return NearMiss.OfKind(message.Opcode, "text");
        }

        var text = message.Text;
        var found = LongestStart(text);
        var missing = $"does not contain {JsonText.Quote(Part)}";
        if (found == 0)
        {
            return new NearMiss(0, $"{missing}, was {TextDifference.Show(text)}");
        }

        var start = Part[..found];
        var offset = text.IndexOf(start, StringComparison.Ordinal);
        return new NearMiss(0.9 * found / Part.Length, $"{missing}, only {JsonText.Quote(start)} at offset {offset}");
    }

    public override string ToString() => $"text contains {JsonText.Quote(Part)}";

    public override bool Equals(object? obj) => obj is TextContainsMatcher other && Part == other.Part;

    public override int GetHashCode() => HashCode.Combine(typeof(TextContainsMatcher), Part);

    // A text that holds a start of the part holds every shorter one, so the longest is found by halving.
    private int LongestStart(string text)
    {
        var (held, missing) = (0, Part.Length);
        while (missing - held > 1)
        {
            var half = (held + missing) / 2;
            (held, missing) = text.AsSpan().Contains(Part.AsSpan(0, half), StringComparison.Ordinal) ? (half, missing) : (held, half);
        }

        return held;
    }
}
