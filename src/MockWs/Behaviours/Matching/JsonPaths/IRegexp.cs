using System.Text;
using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>The regular expressions of JSONPath (RFC 9485) as those of .NET.</summary>
internal static class IRegexp
{
    /// <summary>Any character but a line end, also one that takes two of .NET's (RFC 9485 section 5.3).</summary>
    private const string Dot = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r])";

    /// <summary>A regular expression of .NET that means the same; null if the pattern is none, which then matches nothing (RFC 9535 section 2.4.6).</summary>
    public static Regex? Parse(string pattern, bool whole)
    {
        var translated = Translate(pattern);
        return Patterns.TryParse(whole ? $@"\A(?:{translated})\z" : translated, out _);
    }

    // The two languages share all else that RFC 9485 has.
    private static string Translate(string pattern)
    {
        var translated = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                translated.Append(c).Append(pattern[++i]);
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            translated.Append(c == '.' && !inClass ? Dot : c.ToString());
        }

        return translated.ToString();
    }
}
