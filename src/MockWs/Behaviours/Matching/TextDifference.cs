namespace MockWs.Behaviours.Matching;

/// <summary>Where two texts part.</summary>
internal static class TextDifference
{
    /// <summary>How many characters are shown on each side of the first difference.</summary>
    private const int Around = 12;

    private const int LongestShown = 60;

    /// <summary>Says where two different texts part, and how near they are.</summary>
    public static NearMiss Explain(string expected, string actual)
    {
        var offset = expected.AsSpan().CommonPrefixLength(actual);
        var text = $"differs at offset {offset}: expected {Window(expected, offset)}, was {Window(actual, offset)}";
        return
            string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase) ? new NearMiss(0.95, $"{text}; only upper and lower case differ") :
            expected.AsSpan().Trim().SequenceEqual(actual.AsSpan().Trim()) ? new NearMiss(0.95, $"{text}; only the white space around it differs") :
            new NearMiss(0.9 * Similarity(expected, actual), text);
    }

    /// <summary>From 0 for nothing in common to 1 for equal: how much of the longer one the common start and end make up.</summary>
    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var longest = Math.Max(left.Length, right.Length);
        var start = left.CommonPrefixLength(right);
        var shortest = Math.Min(left.Length, right.Length);
        var end = 0;
        while (start + end < shortest && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        return longest == 0 ? 1 : (start + end) / (double)longest;
    }

    /// <summary>A text in quotes, its end left out where it is long.</summary>
    public static string Show(string text) => Window(text, 0, LongestShown);

    private static string Window(string text, int offset, int after = Around)
    {
        var start = Boundary(text, Math.Max(0, offset - Around));
        var end = Boundary(text, Math.Min(text.Length, offset + after));
        return $"{(start > 0 ? "…" : "")}{JsonText.Quote(text.AsSpan(start, end - start))}{(end < text.Length ? "…" : "")}";
    }

    // A cut between the halves of a character would show neither.
    private static int Boundary(string text, int index) => index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) ? index - 1 : index;
}
