using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs;

/// <summary>Whether a server was used as it expects, from its start or its last reset. Immutable.</summary>
/// <param name="Rules">The rules that are expected to answer so many times, and how often they did.</param>
/// <param name="ScriptsCompleted">How many connections went through their scripts.</param>
/// <param name="Unmet">What is not as it should be, each in words, in several lines where there is more to say; empty if all is well.</param>
internal sealed record Verification(IReadOnlyList<VerifiedRule> Rules, int ScriptsCompleted, IReadOnlyList<string> Unmet)
{
    /// <summary>How many unmatched messages and errors are told one by one.</summary>
    private const int Told = 20;

    /// <summary>Whether all is as it should be.</summary>
    public bool IsMet => Unmet.Count == 0;

    public static Verification Of(ServerCore core)
    {
        var rules = RulesOf(core);
        var runs = core.Hub.Scripts.Snapshot().Select(script => new ScriptRun(script)).ToList();
        IReadOnlyList<string> unmet =
        [
            .. rules.Where(rule => !rule.IsMet).Select(rule => $"{rule}"),
            .. core.Settings.Playbooks.Endpoints
                .Where(endpoint => endpoint.Script is not null && !runs.Exists(run => run.Endpoint == endpoint.Path!.Source && run.OnConnection == endpoint.Nth))
                .Select(endpoint => $"{endpoint.Name}: no client has come to go through its script"),
            .. runs.Where(run => !run.IsCompleted).Select(run => $"{run}"),
            .. Mishaps(core, runs),
        ];
        return new Verification(rules, runs.Count(run => run.IsCompleted), unmet);
    }

    /// <summary>What rules are expected to do, and did.</summary>
    public static IReadOnlyList<VerifiedRule> RulesOf(ServerCore core) =>
        [.. core.Settings.Playbooks.Expected.Select(rule => new VerifiedRule(rule, core.Hub.Answers.Of(rule.Key)))];

    private static IEnumerable<string> Mishaps(ServerCore core, List<ScriptRun> runs)
    {
        // The totals know of more than the journal, which may have been cleared or have dropped its oldest entries.
        var (unmatched, errors) = core.Mishaps;
        if (unmatched + errors == 0)
        {
            return [];
        }

        var entries = core.Journal.Snapshot();
        var messages = entries.Where(entry => entry.IsUnmatched).ToList();
        var failures = entries.Where(entry => entry.Kind == JournalEntryKind.Error).ToList();
        var known = messages.Select(entry => entry.Cause).Concat(runs.Select(run => run.Failure?.Entry)).OfType<long>().ToHashSet();
        return
        [
            .. messages.Take(Told).Select(entry => $"{entry.Path}: no rule answers message #{entry.Cause} of connection {entry.Connection}; {entry.Text}"),
            .. More(unmatched, Math.Min(messages.Count, Told), "message", "that no rule answers"),
            .. failures.Where(entry => !known.Contains(entry.Cause ?? 0) && !known.Contains(entry.Sequence)).Take(Told)
                .Select(entry => $"{(entry.Path.Length > 0 ? $"{entry.Path}: " : "")}error #{entry.Sequence} on {entry.Who}: {entry.Text}"),
            .. More(errors, Math.Min(failures.Count, Told), "error", "of the server"),
        ];
    }

    private static IEnumerable<string> More(long all, int told, string noun, string what) =>
        all > told ? [$"{(told > 0 ? "and " : "")}{Words.Count((int)(all - told), told > 0 ? $"more {noun}" : noun)} {what}"] : [];
}

/// <summary>A rule that is expected to answer so many times, and how often it did. Immutable.</summary>
internal sealed record VerifiedRule(ExpectedRule Rule, long Answered)
{
    public bool IsMet => Rule.Expect.Times.IsMetBy(Answered);

    /// <summary>In one line: <c>/chat, rule 1: text is "ping": expected exactly 3 answers, gave 2</c>.</summary>
    public override string ToString() => $"{Rule.Endpoint}, {Rule.Rule}: expected {Rule.Expect}, gave {Answered}";
}
