using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>That clients came again after a connection had ended or was refused, after times that a backoff allows.</summary>
/// <param name="times">How often.</param>
/// <param name="backoff">What every wait has to be like; null for anything.</param>
internal sealed class ReconnectClaim(Occurrence times, Backoff? backoff) : Claim
{
    private const int MostShown = 8;

    public override bool HasToLast => times.IsNever;

    public override bool IsOfOneConnection => false;

    public override string Say() => $"to have seen {times.Say("reconnect")}{(backoff is null ? "" : $" with waits of {backoff}")}";

    public override Claim With(Occurrence other) => other.IsNever && backoff is not null
        ? throw new InvalidOperationException("A reconnect that must not happen has no waits: leave the backoff out.")
        : new ReconnectClaim(other, backoff);

    public override Finding Judge(JournalView view)
    {
        var attempts = Attempts(view.Entries);
        var waits = attempts.ConvertAll(attempt => attempt.Wait);
        var wrong = Enumerable.Range(0, waits.Count).Where(number => backoff?.Explain(waits, number) is not null).ToList();
        var found = attempts.ConvertAll(attempt => attempt.Entry);
        var isTooOften = waits.Count > times.Most;
        int? culprit = wrong.Count > 0 ? wrong[0] : isTooOften ? times.Most : null;
        return new Finding(wrong.Count == 0 && times.IsMetBy(waits.Count), found)
        {
            IsFinal = culprit is not null,
            But = wrong.Count > 0 ? $"{Ordinal(wrong[0] + 1)} wait is not like that" : $"there {(waits.Count == 1 ? "was" : "were")} {waits.Count}",
            Details = [.. Lines(found, waits, Math.Max(0, (culprit ?? 0) - MostShown + 2))],
            Focus = culprit is null ? found.LastOrDefault() : found[culprit.Value],
            Marked = [.. found.Select(entry => entry.Sequence)],
        };
    }

    /// <summary>The attempts that follow an end, each with the time since the last end before it.</summary>
    private static List<(JournalEntry Entry, TimeSpan Wait)> Attempts(IReadOnlyList<JournalEntry> entries)
    {
        var attempts = new List<(JournalEntry, TimeSpan)>();
        var begun = new HashSet<int>();
        JournalEntry? end = null;
        foreach (var entry in entries)
        {
            if (IsEndOf(entry) || entry.Kind == JournalEntryKind.Opened)
            {
                // A connection that ends without having been let in began with its end.
                if (begun.Add(entry.Connection) && end is not null)
                {
                    attempts.Add((entry, entry.Time - end.Time));
                    end = null;
                }

                end = IsEndOf(entry) ? entry : end;
            }
        }

        return attempts;
    }

    private static bool IsEndOf(JournalEntry entry) => entry.Kind is JournalEntryKind.Closed or JournalEntryKind.Lost or JournalEntryKind.Refused;

    private IEnumerable<string> Lines(List<JournalEntry> attempts, List<TimeSpan> waits, int first)
    {
        for (var number = first; number < Math.Min(waits.Count, first + MostShown); number++)
        {
            var wrong = backoff?.Explain(waits, number);
            yield return $"{number + 1}. #{attempts[number].Sequence} after {Backoff.Say(waits[number])}{(wrong is null ? "" : $", {wrong}")}";
        }
    }

    private static string Ordinal(int number) => number switch
    {
        1 => "the first",
        2 => "the second",
        3 => "the third",
        _ => $"the {number}th",
    };
}
