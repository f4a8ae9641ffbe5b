using System.Diagnostics;

namespace MockWs.Testing;

/// <summary>
/// Gives code that waits for a thread of the pool its turn. A client whose <c>await</c> has captured the context of NUnit goes on there after a timer,
/// and so does all code that is woken by its socket.
/// </summary>
internal sealed class ThreadPoolTurn : IThreadPoolWorkItem
{
    /// <summary>One moment of quiet says all of clients in memory; the second is for what other threads hand to the pool.</summary>
    private const int Moments = 2;

    /// <summary>How often in vain before the processor is given away: where other processes want it, that is dear.</summary>
    private const int TurnsAProcessor = 8;

    /// <summary>How long is looked for quiet, before it is asked whether there is anything at work that is not blocked.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>How long is slept for an answer: in less, a busy machine may not give the process its turn.</summary>
    private static readonly TimeSpan Sleep = TimeSpan.FromMilliseconds(100);

    /// <summary>Code that is compiled while it runs for the first time, an exception's too, takes some hundred milliseconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>What computes in <see cref="Sleep"/> if nothing is at work but the runtime itself.</summary>
    private static readonly TimeSpan Nothing = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// How many threads of the pool are at work when nothing happens: this wait, and those that test hosts block. A thread that is at work cannot be told
    /// from one that is blocked, but what is blocked stays so.
    /// </summary>
    private static int _always = 1;

    /// <summary>
    /// How long a wait may last, in ticks. Where others keep the pool busy, such as tests that run in parallel, each wait would be in vain: then the next
    /// may last half as long, and twice as long again behind one that is not.
    /// </summary>
    private static long _patience = Longest.Ticks;

    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until nothing but this wait is at work in the pool, or for a bounded time.</summary>
    public static async Task WhenQuietAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var patience = Volatile.Read(ref _patience);
        var (isQuiet, fewest) = await LookAsync().ConfigureAwait(false);
        while (!isQuiet && Stopwatch.GetElapsedTime(start).Ticks < patience && await ComputesAsync().ConfigureAwait(false))
        {
            (isQuiet, var now) = await LookAsync().ConfigureAwait(false);
            fewest = Math.Min(fewest, now);
        }

        var isInVain = !isQuiet && Stopwatch.GetElapsedTime(start).Ticks >= patience;
        Volatile.Write(ref _patience, isInVain ? patience / 2 : Math.Min((patience * 2) + Look.Ticks, Longest.Ticks));

        // Learned from the first wait that was in vain, and forgotten when it is over.
        Volatile.Write(ref _always, fewest);
    }

    /// <inheritdoc/>
    public void Execute() => _taken.SetResult();

    /// <summary>Looks for quiet, and for how few are at work.</summary>
    private static async Task<(bool IsQuiet, int Fewest)> LookAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var fewest = int.MaxValue;
        var quiet = 0;
        for (var turn = 1; quiet < Moments; turn++)
        {
            await TakeAsync().ConfigureAwait(false);
            if (turn % TurnsAProcessor == 0)
            {
                // A thread that the system has put aside in the middle of its work is to have its processor now.
                Thread.Yield();
            }

            var atWork = CountAtWork();
            fewest = Math.Min(fewest, atWork);
            quiet += atWork <= Volatile.Read(ref _always) ? 1 : 0;
            if (Stopwatch.GetElapsedTime(start) > Look)
            {
                break;
            }
        }

        return (quiet == Moments, fewest);
    }

    /// <summary>Whether the process computes while this wait does not: a thread that is blocked does nothing.</summary>
    private static async Task<bool> ComputesAsync()
    {
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(Sleep, TimeProvider.System).ConfigureAwait(false);
        return Environment.CpuUsage.TotalTime - before > Nothing;
    }

    /// <summary>Ends, on a thread of the pool, when all that waited for one before this call has got it.</summary>
    private static Task TakeAsync()
    {
        var turn = new ThreadPoolTurn();
        ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal: false);
        return turn._taken.Task;
    }

    private static int CountAtWork()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var idle, out _);
        return (int)Math.Min(most, most - idle + ThreadPool.PendingWorkItemCount);
    }
}
