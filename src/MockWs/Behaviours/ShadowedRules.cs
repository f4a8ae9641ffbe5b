using MockWs.Behaviours.Matching;

namespace MockWs.Behaviours;

/// <summary>Finds rules that never answer, because one before them takes every message that they mean.</summary>
internal static class ShadowedRules
{
    /// <summary>How many rules that are no exact ones are tried for each: ten thousand rules are checked in linear time.</summary>
    private const int Tried = 100;

    /// <summary>The rules that are never reached, each with the first that answers in its place; counted from 0.</summary>
    public static IReadOnlyList<(int Rule, int By)> Find(IReadOnlyList<Rule> rules)
    {
        var found = new List<(int Rule, int By)>();
        var seen = new Dictionary<Matcher, int>();
        var wide = new List<int>();
        for (var i = 0; i < rules.Count; i++)
        {
            var when = rules[i].When;
            if (FirstBefore(when, rules, seen, wide) is { } by)
            {
                found.Add((i, by));
            }
            else if (rules[i].Times is null)
            {
                seen.TryAdd(when, i);
                if (when.Exact is not { IsAll: true } && wide.Count < Tried)
                {
                    wide.Add(i);
                }
            }
        }

        return found;
    }

    private static int? FirstBefore(Matcher when, IReadOnlyList<Rule> rules, Dictionary<Matcher, int> seen, List<int> wide)
    {
        // What must hold besides makes a rule narrower, never wider.
        var parts = when is AllMatcher all ? all.Matchers.Append(when) : [when];
        var same = parts.Min(part => seen.TryGetValue(part, out var index) ? index : int.MaxValue);
        var wider = wide.FindIndex(other => Takes(rules[other].When, when)) is var position and >= 0 ? wide[position] : int.MaxValue;
        return Math.Min(same, wider) is var first and < int.MaxValue ? first : null;
    }

    /// <summary>Whether one takes every message that the other means; false where that cannot be told.</summary>
    private static bool Takes(Matcher one, Matcher other) => one.Equals(other) || (one, other) switch
    {
        (AnyMatcher, _) => true,
        (AnyOfMatcher any, _) when any.Matchers.Any(part => Takes(part, other)) => true,
        (AllMatcher all, _) => all.Matchers.All(part => Takes(part, other)),
        (_, AnyOfMatcher any) => any.Matchers.All(part => Takes(one, part)),
        (_, AllMatcher all) => all.Matchers.Any(part => Takes(one, part)),
        (AnyTextMatcher, _) => other is TextIsMatcher or TextContainsMatcher or TextGlobMatcher or TextRegexMatcher,
        (AnyBinaryMatcher, _) => other is BinaryIsMatcher or BinaryPrefixMatcher or BinaryLengthMatcher,
        (TextContainsMatcher or TextGlobMatcher or TextRegexMatcher or BinaryPrefixMatcher or BinaryLengthMatcher, _) =>
            other.Exact is { IsAll: true } exact && one.IsMatch(new Message(exact.Opcode, exact.Bytes.Span), MatchScope.Empty()),
        _ => false,
    };
}
