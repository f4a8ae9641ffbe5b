using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>That messages came one after the other; others may have come in between.</summary>
/// <param name="matchers">The messages, at least two.</param>
/// <param name="isNever">Whether it must not be so.</param>
internal sealed class OrderClaim(IReadOnlyList<Matcher> matchers, bool isNever = false) : Claim
{
    public override bool HasToLast => isNever;

    public override string Say() => $"{(isNever ? "never " : "")}to have received {Words.Count(matchers.Count, "message")} in this order";

    public override Claim With(Occurrence times) => times.IsNever ? new OrderClaim(matchers, isNever: true) : base.With(times);

    public override Finding Judge(JournalView view)
    {
        var messages = view.Entries.Where(entry => entry.Kind == JournalEntryKind.Received && Messages.IsMessage(entry)).ToList();
        var found = new List<JournalEntry>();
        foreach (var message in messages)
        {
            if (found.Count < matchers.Count && Messages.Compare(matchers[found.Count], message) is null)
            {
                found.Add(message);
            }
        }

        return found.Count < matchers.Count ? Broken(messages, found) : isNever ? Kept(found) : new Finding(true, found);
    }

    private Finding Kept(List<JournalEntry> found) => new(false, found)
    {
        IsFinal = true,
        But = "they came like that",
        Details = [.. Lines(found)],
        Focus = found[^1],
        Marked = [.. found.Select(entry => entry.Sequence)],
    };

    private Finding Broken(List<JournalEntry> messages, List<JournalEntry> found)
    {
        var missing = matchers[found.Count];
        var last = found.LastOrDefault();
        var earlier = messages.FirstOrDefault(message => !found.Contains(message) && Messages.Compare(missing, message) is null);
        var after = last is null ? "" : $" after #{last.Sequence}";
        return new Finding(isNever, found)
        {
            But = $"number {found.Count + 1} did not come{after}" + (earlier is null ? "" : $"; it came before, as #{earlier.Sequence}"),
            Details = [.. Lines(found)],
            Focus = earlier ?? last,
            Marked = [.. found.Select(entry => entry.Sequence)],
        };
    }

    private IEnumerable<string> Lines(List<JournalEntry> found) => matchers.Select((matcher, index) =>
        $"{index + 1}. {matcher}{(index < found.Count ? $": #{found[index].Sequence}" : index == found.Count ? ": missing" : "")}");
}
