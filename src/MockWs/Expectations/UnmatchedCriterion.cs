using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Messages that came to an endpoint with rules, and none of them answered.</summary>
internal sealed class UnmatchedCriterion : Criterion
{
    public override string Noun => "message without a rule";

    public override string Say(Occurrence times) =>
        times.IsNever ? "to have a rule for every message" : $"to have met {times.Say("message")} that no rule answers";

    public override string SayFound(int count) => $"no rule answers {Words.Count(count, "message")}";

    public override bool IsCandidate(JournalEntry entry) => entry.IsUnmatched;

    public override NearMiss? Compare(JournalEntry entry, JournalView view) => null;

    public override IReadOnlyList<string> Show(JournalEntry entry, JournalView view) => [.. $"#{entry.Cause}: {entry.Text}".Split('\n')];
}
