using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching;

/// <summary>Regular expressions that no message can stall: their time is linear in the length of the text.</summary>
internal static class Patterns
{
    /// <exception cref="ArgumentException">The pattern is no regular expression, or one that needs backtracking; the message says what and where.</exception>
    public static Regex Parse(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException e)
        {
            throw new ArgumentException($"{JsonText.Quote(pattern)} is no regular expression: {Reason(e, pattern)} (offset {e.Offset})", nameof(pattern), e);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException(
                $"{JsonText.Quote(pattern)} needs backtracking (lookarounds, backreferences, atomic groups) or grows too large; "
                + "patterns run without it, so that no message can stall the server. Use a simpler pattern, or a predicate in C#.",
                nameof(pattern),
                e);
        }
    }

    // "Invalid pattern '^(a' at offset 3. Not enough )'s." repeats what is said already.
    private static string Reason(RegexParseException e, string pattern)
    {
        var lead = $"Invalid pattern '{pattern}' at offset {e.Offset}. ";
        return (e.Message.StartsWith(lead, StringComparison.Ordinal) ? e.Message[lead.Length..] : e.Message).TrimEnd('.');
    }
}
