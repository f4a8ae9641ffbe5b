using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>What a claim comes to over the entries of one moment.</summary>
/// <param name="Holds">Whether it is so.</param>
/// <param name="Entries">The entries that are meant.</param>
internal sealed record Finding(bool Holds, IReadOnlyList<JournalEntry> Entries)
{
    /// <summary>Whether nothing that may come yet can make it so.</summary>
    public bool IsFinal { get; init; }

    /// <summary>What was found instead, after the word "but".</summary>
    public string But { get; init; } = "";

    /// <summary>The differences, a line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The entry that a reader wants to see the surroundings of; null for the end.</summary>
    public JournalEntry? Focus { get; init; }

    /// <summary>The entries to point at.</summary>
    public IReadOnlyCollection<long> Marked { get; init; } = [];
}
