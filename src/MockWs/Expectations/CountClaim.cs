using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>That so many entries are as a criterion says.</summary>
internal sealed class CountClaim(Criterion criterion, Occurrence times) : Claim
{
    private const int MostNamed = 6;

    public override bool HasToLast => times.IsNever;

    public override string Say() => criterion.Say(times);

    public override Claim With(Occurrence other) => new CountClaim(criterion, other);

    public override Finding Judge(JournalView view)
    {
        var candidates = view.Entries.Where(criterion.IsCandidate).ToList();
        var found = candidates.Where(entry => criterion.Compare(entry, view) is null).ToList();
        return
            times.IsMetBy(found.Count) ? new Finding(true, found) :
            found.Count > times.Most ? TooMany(found, view) :
            TooFew(candidates, found, view);
    }

    private Finding TooMany(List<JournalEntry> found, JournalView view) => new(false, found)
    {
        IsFinal = true,
        But = $"{criterion.SayFound(found.Count)}: {Name(found)}",
        Details = criterion.Show(found[times.Most], view),
        Focus = found[times.Most],
        Marked = [.. found.Select(entry => entry.Sequence)],
    };

    private Finding TooFew(List<JournalEntry> candidates, List<JournalEntry> found, JournalView view)
    {
        var others = candidates.Except(found).Select(entry => (Entry: entry, criterion.Compare(entry, view)!.Closeness)).ToList();
        var nearest = others.Count == 0 ? null : others.OrderByDescending(other => other.Closeness).ThenByDescending(other => other.Entry.Sequence).First().Entry;
        return new Finding(false, found)
        {
            But = But(candidates.Count, found),
            Details = nearest is null ? [] : [$"The nearest is #{nearest.Sequence}:", .. criterion.Show(nearest, view).Select(line => $"  {line}")],
            Focus = nearest ?? found.LastOrDefault(),
            Marked = nearest is null ? [.. found.Select(entry => entry.Sequence)] : [nearest.Sequence],
        };
    }

    private string But(int candidates, List<JournalEntry> found) =>
        found.Count > 0 ? $"{criterion.SayFound(found.Count)}: {Name(found)}" :
        candidates == 0 ? $"there was no {criterion.Noun} at all" :
        candidates == 1 ? $"the only {criterion.Noun} differs" :
        $"none of the {Words.Count(candidates, criterion.Noun)} is like that";

    private static string Name(List<JournalEntry> entries)
    {
        var names = string.Join(", ", entries.Take(MostNamed).Select(entry => $"#{entry.Sequence}"));
        return entries.Count > MostNamed ? $"{names} and {entries.Count - MostNamed} more" : names;
    }
}
