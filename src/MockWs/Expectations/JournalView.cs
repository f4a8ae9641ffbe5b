using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>The entries that an expectation looks at, as they stood at one moment.</summary>
internal sealed class JournalView(IReadOnlyList<JournalEntry> entries)
{
    private ILookup<long, JournalEntry>? _sentBecauseOf;

    /// <summary>In their order.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; } = entries;

    /// <summary>The messages that were sent because of an entry.</summary>
    public IEnumerable<JournalEntry> RepliesTo(JournalEntry cause) =>
        (_sentBecauseOf ??= Entries
            .Where(entry => entry is { Kind: JournalEntryKind.Sent, Cause: not null } && (entry.IsText || entry.IsBinary))
            .ToLookup(entry => entry.Cause!.Value))[cause.Sequence];
}
