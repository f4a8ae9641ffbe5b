using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching;

/// <summary>Regular expressions that no message can stall: their time is linear in the length of the text.</summary>
internal static class Patterns
{
    /// <exception cref="ArgumentException">The pattern is no regular expression, or one that needs backtracking; the message says what and where.</exception>
    public static Regex Parse(string pattern) => TryParse(pattern, out var error) ?? throw new ArgumentException(error, nameof(pattern));

    /// <summary>Reads a pattern; null if it cannot be used.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="error">Why it cannot be used, and where it fails.</param>
    public static Regex? TryParse(string pattern, out string? error)
    {
        error = null;
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            error = $"{JsonText.Quote(pattern)} is no regular expression: {Reason(e, pattern)} (offset {e.Offset})";
        }
        catch (NotSupportedException)
        {
            error = $"{JsonText.Quote(pattern)} needs backtracking (lookarounds, backreferences, atomic groups) or grows too large; "
                + "patterns run without it, so that no message can stall the server. Use a simpler pattern, or a predicate in C#.";
        }

        return null;
    }

    // "Invalid pattern '^(a' at offset 3. Not enough )'s." repeats what is said already.
    private static string Reason(RegexParseException e, string pattern)
    {
        var lead = $"Invalid pattern '{pattern}' at offset {e.Offset}. ";
        return (e.Message.StartsWith(lead, StringComparison.Ordinal) ? e.Message[lead.Length..] : e.Message).TrimEnd('.');
    }
}
