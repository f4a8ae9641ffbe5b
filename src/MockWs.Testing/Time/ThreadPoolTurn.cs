namespace MockWs.Testing;

/// <summary>
/// Gives code that waits for a thread of the pool its turn. A client whose <c>await</c> has captured the context of NUnit goes on there after a timer,
/// and so does all code that is woken by its socket.
/// </summary>
internal sealed class ThreadPoolTurn : IThreadPoolWorkItem
{
    private const int QuietInARow = 3;
    private const int Most = 200;

    // A turn is one, and so is what goes on after the turn before.
    private const int OwnItems = 2;

    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until the pool has had nothing to do for some turns, or for a bounded number of turns where others keep it busy.</summary>
    public static async Task WhenQuietAsync()
    {
        var quiet = 0;
        for (var turn = 0; turn < Most && quiet < QuietInARow; turn++)
        {
            var before = ThreadPool.CompletedWorkItemCount;
            await TakeAsync().ConfigureAwait(false);
            var others = ThreadPool.CompletedWorkItemCount - before - OwnItems;
            quiet = others <= 0 && ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0;
        }
    }

    /// <inheritdoc/>
    public void Execute() => _taken.SetResult();

    /// <summary>Ends when all that waited for a thread before this call has got one.</summary>
    private static Task TakeAsync()
    {
        var turn = new ThreadPoolTurn();
        ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal: false);
        return turn._taken.Task;
    }
}
