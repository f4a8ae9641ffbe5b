using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Handshakes that were granted.</summary>
internal sealed class ConnectedCriterion(ExpectedHandshake handshake) : Criterion
{
    public override string Noun => "client";

    public override string Say(Occurrence times) => $"to have let in {times.Say(Noun)}{(handshake.Count == 0 ? "" : $" ({handshake})")}";

    public override bool IsCandidate(JournalEntry entry) => entry.Kind is JournalEntryKind.Opened or JournalEntryKind.Refused;

    public override NearMiss? Compare(JournalEntry entry, JournalView view)
    {
        if (entry.Kind == JournalEntryKind.Refused)
        {
            return new NearMiss(0, $"it was refused with {entry.Status}");
        }

        var missing = handshake.Missing(entry);
        return missing.Count == 0 ? null : new NearMiss(1 - (missing.Count / (handshake.Count + 1.0)), string.Join("; ", missing));
    }

    public override IReadOnlyList<string> Show(JournalEntry entry, JournalView view) =>
        entry.Kind == JournalEntryKind.Opened ? handshake.Missing(entry) : base.Show(entry, view);
}
