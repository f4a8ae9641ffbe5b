using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>That messages came one after the other; others may have come in between.</summary>
internal sealed class OrderClaim(IReadOnlyList<Matcher> matchers) : Claim
{
    public override string Say() => $"to have received {Words.Count(matchers.Count, "message")} in this order";

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

        return found.Count == matchers.Count ? new Finding(true, found) : Broken(messages, found);
    }

    private Finding Broken(List<JournalEntry> messages, List<JournalEntry> found)
    {
        var missing = matchers[found.Count];
        var last = found.LastOrDefault();
        var earlier = messages.FirstOrDefault(message => !found.Contains(message) && Messages.Compare(missing, message) is null);
        var after = last is null ? "" : $" after #{last.Sequence}";
        return new Finding(false, found)
        {
            But = $"number {found.Count + 1} did not come{after}" + (earlier is null ? "" : $"; it came before, as #{earlier.Sequence}"),
            Details = [.. matchers.Select((matcher, index) => $"{index + 1}. {matcher}{Place(index, found)}")],
            Focus = earlier ?? last,
            Marked = [.. found.Select(entry => entry.Sequence)],
        };
    }

    private static string Place(int index, List<JournalEntry> found) =>
        index < found.Count ? $"  is #{found[index].Sequence}" : index == found.Count ? "  is missing" : "";
}
