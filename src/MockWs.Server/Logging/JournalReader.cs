using MockWs.Recording;

namespace MockWs.Server.Logging;

/// <summary>Reads along in the journal, entry by entry from the first: no client waits for it.</summary>
internal sealed class JournalReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Journal _journal;
    private readonly Action<JournalEntry> _take;
    private readonly Action<long> _miss;
    private readonly Task _reading;
    private long _read;

    private JournalReader(Journal journal, Action<JournalEntry> take, Action<long> miss)
    {
        (_journal, _take, _miss) = (journal, take, miss);
        _reading = FollowAsync();
    }

    /// <param name="journal">What is read.</param>
    /// <param name="take">Gets each entry, one after the other.</param>
    /// <param name="miss">Is told how many entries came and went faster than they could be read.</param>
    public static JournalReader Start(Journal journal, Action<JournalEntry> take, Action<long> miss) => new(journal, take, miss);

    /// <summary>Reads what has been recorded up to now, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        foreach (var entry in _journal.SkipWhile(entry => entry.Sequence <= _read))
        {
            Read(entry);
        }

        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var entry in _journal.FollowAsync(_stop.Token))
            {
                Read(entry);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private void Read(JournalEntry entry)
    {
        if (entry.Sequence > _read + 1)
        {
            _miss(entry.Sequence - _read - 1);
        }

        _read = entry.Sequence;
        _take(entry);
    }
}
