namespace MockWs.Behaviours.Matching;

/// <summary>Where two texts part.</summary>
internal static class TextDifference
{
    /// <summary>How many characters are shown on each side of the first difference.</summary>
    private const int Around = 12;

    private const int LongestShown = 60;

    /// <summary>How many characters are shown before and after the first difference where two texts stand one above the other.</summary>
    private const int Before = 40;
    private const int After = 32;

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

    /// <summary>Puts two different texts one above the other, with a mark where they part.</summary>
    public static IReadOnlyList<string> Align(string expected, string actual)
    {
        var offset = expected.AsSpan().CommonPrefixLength(actual);
        var start = Boundary(actual, Math.Max(0, offset - Before));
        var before = (start > 0 ? "…" : "") + JsonText.Quote(actual.AsSpan(start, Boundary(actual, offset) - start))[..^1];
        return
        [
            .. string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase) ? ["only upper and lower case differ"] : Array.Empty<string>(),
            .. expected.AsSpan().Trim().SequenceEqual(actual.AsSpan().Trim()) ? ["only the white space around it differs"] : Array.Empty<string>(),
            $"expected  {Line(expected, start, offset)}",
            $"received  {Line(actual, start, offset)}",
            $"          {new string(' ', before.Length)}^ offset {offset}",
        ];
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

    private static string Window(string text, int offset, int after = Around) =>
        Cut(text, Boundary(text, Math.Max(0, offset - Around)), offset + after);

    private static string Line(string text, int start, int offset) => Cut(text, start, offset + After);

    private static string Cut(string text, int start, int most)
    {
        var end = Boundary(text, Math.Min(text.Length, most));
        return $"{(start > 0 ? "…" : "")}{JsonText.Quote(text.AsSpan(start, end - start))}{(end < text.Length ? "…" : "")}";
    }

    // A cut between the halves of a character would show neither.
    private static int Boundary(string text, int index) => index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) ? index - 1 : index;
}
