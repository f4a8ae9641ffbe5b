using MockWs.Recording;

namespace MockWs.Server.Logging;

/// <summary>Writes a line for each client that comes or goes and for each of its messages. It reads along in the journal: no client waits for it.</summary>
internal sealed class ConnectionLog : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Journal _journal;
    private readonly LogOutput _output;
    private readonly Task _writing;
    private long _read;

    private ConnectionLog(Journal journal, LogOutput output)
    {
        (_journal, _output) = (journal, output);
        _writing = FollowAsync();
    }

    public static ConnectionLog Start(Journal journal, LogOutput output) => new(journal, output);

    /// <summary>Writes what has been recorded up to now, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        foreach (var entry in _journal.SkipWhile(entry => entry.Sequence <= _read))
        {
            Write(entry);
        }

        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var entry in _journal.FollowAsync(_stop.Token))
            {
                Write(entry);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private void Write(JournalEntry entry)
    {
        if (entry.Sequence > _read + 1)
        {
            _output.Missed(entry.Sequence - _read - 1);
        }

        _read = entry.Sequence;
        _output.Entry(entry);
    }
}
