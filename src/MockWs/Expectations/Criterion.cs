using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Says which single entries of the journal are meant, and what the others lack.</summary>
internal abstract class Criterion
{
    /// <summary>What one entry stands for: <c>message</c>, <c>client</c>, <c>closed connection</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>What is expected, after the words "Expected the server": <c>to have received exactly 1 message (text is "ping")</c>.</summary>
    public abstract string Say(Occurrence times);

    /// <summary>What was found, after the word "but": <c>there were 3</c>.</summary>
    public virtual string SayFound(int count) => $"there {(count == 1 ? "was" : "were")} {count}";

    /// <summary>Whether an entry is of the kind that can be meant.</summary>
    public abstract bool IsCandidate(JournalEntry entry);

    /// <summary>Compares a candidate; null if it is meant.</summary>
    public abstract NearMiss? Compare(JournalEntry entry, JournalView view);

    /// <summary>Shows a candidate beside what was expected, a line each.</summary>
    public virtual IReadOnlyList<string> Show(JournalEntry entry, JournalView view) =>
        Compare(entry, view) is { } miss ? miss.Text.Split("; ") : [];
}
