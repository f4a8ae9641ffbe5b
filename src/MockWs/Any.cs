using System.Runtime.CompilerServices;
using MockWs.Behaviours.Matching;

namespace MockWs;

/// <summary>Matchers for whatever comes, text or binary. Safe for concurrent use.</summary>
public static class Any
{
    /// <summary>Whatever comes.</summary>
    public static Matcher Message { get; } = new AnyMatcher();

    /// <summary>What a delegate says yes to. A server with such a rule cannot be written out as JSON.</summary>
    /// <param name="predicate">
    /// Called for each message that no earlier rule answered, from several connections at once. What it throws is recorded as an error.
    /// </param>
    /// <param name="name">What is meant, for the journal; the predicate's own source text if left out.</param>
    public static Matcher Where(Func<Behaviours.Message, bool> predicate, [CallerArgumentExpression(nameof(predicate))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new PredicateMatcher(predicate, name);
    }
}
