using System.Runtime.CompilerServices;

namespace MockWs.Recording;

public sealed partial class Journal
{
    /// <summary>How long a wait lasts where no time is given: 5 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Waits for an entry, and returns the first that matches; one that is there already counts.</summary>
    /// <param name="match">Says which entry is meant. Called on the waiting side, never by the server.</param>
    /// <param name="timeout">How long to wait, in real time whatever the server's clock is; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="JournalTimeoutException">No such entry came in time; the message tells what came instead.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<JournalEntry> WaitForAsync(
        Func<JournalEntry, bool> match, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        (await WaitForCountAsync(1, match, timeout, cancellation).ConfigureAwait(false))[0];

    /// <summary>Waits until so many entries match, and returns them; those that are there already count.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="match">Says which entries are meant. Called on the waiting side, never by the server.</param>
    /// <param name="timeout">How long to wait, in real time whatever the server's clock is; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="JournalTimeoutException">Too few came in time; the message tells what came instead.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<IReadOnlyList<JournalEntry>> WaitForCountAsync(
        int count, Func<JournalEntry, bool> match, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(match);
        return WaitForCountAsync(count, match, timeout, 1, cancellation);
    }

    /// <summary>
    /// Reads along: the entries that are there, then each as it is recorded, until cancelled. A reader that cannot keep up holds nobody up;
    /// what the journal has dropped before it was read is missing, as the sequence numbers tell.
    /// </summary>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IAsyncEnumerable<JournalEntry> FollowAsync(CancellationToken cancellation = default) => FollowAsync(1, cancellation);

    /// <summary>Waits as the public method does, and looks at entries from a sequence on.</summary>
    internal async Task<IReadOnlyList<JournalEntry>> WaitForCountAsync(
        int count, Func<JournalEntry, bool> match, TimeSpan? timeout, long from, CancellationToken cancellation)
    {
        var limit = timeout ?? DefaultTimeout;
        using var timer = new CancellationTokenSource(limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        var found = new List<JournalEntry>();
        try
        {
            await foreach (var entry in FollowAsync(from, either.Token).ConfigureAwait(false))
            {
                if (match(entry))
                {
                    found.Add(entry);
                    if (found.Count == count)
                    {
                        return found;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // Reading along ends in no other way than this.
        }

        throw JournalTimeoutException.Create(count, found.Count, limit, this);
    }

    private async IAsyncEnumerable<JournalEntry> FollowAsync(long from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var appended = NextAppend();
            foreach (var entry in Snapshot(from))
            {
                from = entry.Sequence + 1;
                yield return entry;
            }

            await appended.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Ends when another entry is there.</summary>
    internal Task NextAppend()
    {
        lock (_lock)
        {
            return (_appended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
