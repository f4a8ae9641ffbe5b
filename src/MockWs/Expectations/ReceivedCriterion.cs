using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Messages that came from clients.</summary>
internal sealed class ReceivedCriterion(Matcher matcher) : Criterion
{
    public override string Noun => "message";

    public override string Say(Occurrence times) => $"to have received {times.Say(Noun)} ({matcher})";

    public override bool IsCandidate(JournalEntry entry) => entry.Kind == JournalEntryKind.Received && Messages.IsMessage(entry);

    public override NearMiss? Compare(JournalEntry entry, JournalView view) => Messages.Compare(matcher, entry);

    public override IReadOnlyList<string> Show(JournalEntry entry, JournalView view) => Messages.Difference(matcher, entry);
}
