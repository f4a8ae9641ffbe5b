namespace MockWs.Behaviours;

/// <summary>What a rule says to a message.</summary>
/// <param name="Rule">The rule: <c>rule 2: text is "ping"</c>.</param>
/// <param name="Miss">Why it does not answer; null if it does.</param>
internal readonly record struct RuleVerdict(string Rule, string? Miss);
