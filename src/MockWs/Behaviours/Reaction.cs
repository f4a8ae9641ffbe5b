using System.Text.RegularExpressions;
using MockWs.Behaviours.Actions;

namespace MockWs.Behaviours;

/// <summary>What an event leads to.</summary>
/// <param name="Actions">What to do, in order.</param>
/// <param name="Why">Which rule answers, or why none does, for the journal; null for the default behaviours, which speak for themselves.</param>
internal readonly record struct Reaction(IReadOnlyList<MockAction> Actions, string? Why = null)
{
    /// <summary>What the connection remembers from now on; null if that is what it did before.</summary>
    public ConnectionState? State { get; init; }

    /// <summary>Whether the endpoint has rules and none of them, nor an otherwise of its own, answers.</summary>
    public bool IsUnmatched { get; init; }

    /// <summary>The message, if a rule looked at it.</summary>
    public Message? Message { get; init; }

    /// <summary>The rule, if it is expected to answer so many times, as <see cref="ExpectedRule.Key"/> names it.</summary>
    public string? Expected { get; init; }

    /// <summary>The groups of the rule's regular expression.</summary>
    public Match? Groups { get; init; }
}
