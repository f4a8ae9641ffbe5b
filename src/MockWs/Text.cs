using System.Diagnostics.CodeAnalysis;
using MockWs.Behaviours.Matching;

namespace MockWs;

/// <summary>
/// Matchers for text messages. Upper and lower case are told apart, unless a regular expression begins with <c>(?i)</c>. Safe for concurrent use.
/// </summary>
public static class Text
{
    /// <summary>Any text.</summary>
    public static Matcher Any { get; } = new AnyTextMatcher();

    /// <summary>The whole text is this one. Thousands of such rules cost what ten do.</summary>
    /// <exception cref="ArgumentException">The text holds half a character (a lone surrogate), which no message can.</exception>
    public static Matcher Is(string expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return new TextIsMatcher(expected);
    }

    /// <summary>This stands somewhere in the text.</summary>
    public static Matcher Contains(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new TextContainsMatcher(part);
    }

    /// <summary>The whole text is like a pattern, in which <c>*</c> stands for any text, also none, and <c>?</c> for any one character.</summary>
    /// <param name="pattern">The pattern. Nothing else in it is special; to ask for a star itself use <see cref="Matches"/>.</param>
    public static Matcher Glob(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new TextGlobMatcher(pattern);
    }

    /// <summary>A regular expression matches somewhere in the text. Its groups are there for the replies: <c>{{message.groups[1]}}</c>.</summary>
    /// <param name="pattern">
    /// A .NET regular expression. It runs without backtracking, so that its time is linear whatever a client sends, and can have no
    /// lookarounds, backreferences or atomic groups.
    /// </param>
    /// <exception cref="ArgumentException">
    /// It is no regular expression, or none that runs without backtracking; the message says what is wrong and where.
    /// </exception>
    public static Matcher Matches([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new TextRegexMatcher(pattern);
    }
}
