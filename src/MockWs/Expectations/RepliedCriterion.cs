using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Messages that came from clients and were answered: by anything, or by something particular.</summary>
/// <param name="to">The messages that came.</param>
/// <param name="with">What the answer has to be; null for anything.</param>
internal sealed class RepliedCriterion(Matcher to, Matcher? with) : Criterion
{
    public override string Noun => "message";

    public override string Say(Occurrence times) =>
        $"to have replied to {times.Say(Noun)} ({to}){(with is null ? "" : $" with a message ({with})")}";

    public override bool IsCandidate(JournalEntry entry) => entry.Kind == JournalEntryKind.Received && Messages.IsMessage(entry);

    public override NearMiss? Compare(JournalEntry entry, JournalView view)
    {
        if (Messages.Compare(to, entry) is { } miss)
        {
            return miss with { Closeness = miss.Closeness / 2 };
        }

        var replies = view.RepliesTo(entry).ToList();
        return replies.Count == 0 ? new NearMiss(0.5, "it was not answered") :
            with is null || replies.Any(reply => Messages.Compare(with, reply) is null) ? null :
            new NearMiss(0.6, $"it was answered differently, with #{Nearest(replies, with).Sequence}");
    }

    public override IReadOnlyList<string> Show(JournalEntry entry, JournalView view) =>
        Compare(entry, view) is not { } miss ? [] :
        Messages.Compare(to, entry) is not null ? Messages.Difference(to, entry) :
        with is null || !view.RepliesTo(entry).Any() ? [miss.Text] :
        [miss.Text + ":", .. Messages.Difference(with, Nearest(view.RepliesTo(entry), with))];

    private static JournalEntry Nearest(IEnumerable<JournalEntry> replies, Matcher with) =>
        replies.MaxBy(reply => Messages.Compare(with, reply)?.Closeness)!;
}
