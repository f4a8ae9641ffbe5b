using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching;

/// <summary>Says whether a message is meant, and if not, why not. Immutable and safe for concurrent use.</summary>
public abstract class Matcher
{
    /// <summary>Both must hold.</summary>
    public static Matcher operator &(Matcher left, Matcher right) => new AllMatcher([left, right]);

    /// <summary>One of them must hold.</summary>
    public static Matcher operator |(Matcher left, Matcher right) => new AnyOfMatcher([left, right]);

    /// <summary>It must not hold.</summary>
    public static Matcher operator !(Matcher matcher) => new NotMatcher(matcher);

    /// <summary>Whether the message is meant. Does not throw, and does no more work than it must: this is the hot path.</summary>
    internal abstract bool IsMatch(Message message, MatchScope scope);

    /// <summary>Why a message is not meant, for the journal. Called only when <see cref="IsMatch"/> said no.</summary>
    internal abstract NearMiss Explain(Message message, MatchScope scope);
}

/// <summary>What a matcher may look at beside the message, and what it leaves behind.</summary>
internal sealed class MatchScope
{
    /// <summary>The named states of the connection.</summary>
    public required IReadOnlyDictionary<string, string> ConnectionState { get; init; }

    /// <summary>The named states of the server.</summary>
    public required IReadOnlyDictionary<string, string> ServerState { get; init; }

    /// <summary>The groups of the regular expression that matched, for templates; set by the regex matcher.</summary>
    public Match? Groups { get; set; }
}

/// <summary>Why a message was not meant.</summary>
/// <param name="Closeness">How near it was: 0 for not at all, 1 for all but matched.</param>
/// <param name="Text">The difference in one line, such as <c>$.op: expected "del", was "add"</c>.</param>
internal sealed record NearMiss(double Closeness, string Text);
