using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Expectations;

/// <summary>Ends of connections, with a close frame or without (RFC 6455 section 7.1.5).</summary>
/// <param name="code">The close code; 1006 for an end without a close frame.</param>
/// <param name="reason">The reason; null for any.</param>
internal sealed class ClosedCriterion(int code, string? reason) : Criterion
{
    public override string Noun => "closed connection";

    public override string Say(Occurrence times) =>
        $"to have seen {(times.IsNever ? "no connection" : times.Say("connection"))} closed with {code}{(reason is null ? "" : $" {JsonText.Quote(reason)}")}";

    public override bool IsCandidate(JournalEntry entry) => entry.Kind is JournalEntryKind.Closed or JournalEntryKind.Lost;

    public override NearMiss? Compare(JournalEntry entry, JournalView view)
    {
        var differences = Show(entry, view);
        return differences.Count == 0 ? null : new NearMiss(differences.Count == 1 ? 0.5 : 0, string.Join("; ", differences));
    }

    public override IReadOnlyList<string> Show(JournalEntry entry, JournalView view) =>
    [
        .. entry.CloseCode == code ? [] : new[] { $"code: expected {code}, was {Name(entry)}" },
        .. reason is null || ReasonOf(entry) == reason ? [] : new[] { $"reason: expected {JsonText.Quote(reason)}, was {JsonText.Quote(ReasonOf(entry))}" },
    ];

    private static string ReasonOf(JournalEntry entry) => entry.Kind == JournalEntryKind.Closed ? entry.Text : "";

    private static string Name(JournalEntry entry) => entry.CloseCode switch
    {
        CloseCode.Abnormal => $"{CloseCode.Abnormal}, no close frame: {entry.Text}",
        CloseCode.NoStatus => $"{CloseCode.NoStatus}, a close frame without a code",
        var other => $"{other}",
    };
}
