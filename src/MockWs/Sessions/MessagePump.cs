using System.Buffers;
using System.IO.Pipelines;

namespace MockWs.Sessions;

/// <summary>Reads a client's bytes to their end, and hands what they amount to, to the session.</summary>
/// <param name="session">The client's.</param>
/// <param name="input">What the client sends.</param>
/// <param name="givesWay">Whether a connection with many messages gives way to others before it reads on.</param>
/// <param name="progress">Called when bytes have been dealt with.</param>
internal abstract class MessagePump(Session session, PipeReader input, bool givesWay, Action progress)
{
    private long _taken;
    private volatile bool _isReading;

    /// <summary>How many bytes have been read and answered. Safe to read at any time.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Whether it waits for the client, or has read to the end: nothing is in hand. Safe to read at any time.</summary>
    public bool IsReading => _isReading;

    /// <summary>Whether a close frame or a violation has been read, after which nobody shall look at what comes.</summary>
    protected abstract bool HasEnded { get; }

    /// <summary>Reads until a close frame, a violation or the end of the bytes.</summary>
    /// <returns>How the bytes ended; null if more may come, which nobody shall look at.</returns>
    public async Task<string?> RunAsync()
    {
        try
        {
            while (true)
            {
                _isReading = true;
                progress();
                var result = await input.ReadAsync().ConfigureAwait(false);
                if (session.StoppedReading is { } faults)
                {
                    result = await faults.HoldBackAsync(result).ConfigureAwait(false);
                }

                _isReading = false;
                var rest = result.Buffer;
                var length = rest.Length;
                var messages = TakeUnderLock(ref rest);
                var left = rest.Length;
                var flush = session.Flush();
                if (givesWay && messages > 1 && flush is null)
                {
                    // A client that sends without waiting for answers: give the others a turn, and its next messages time to gather.
                    await Task.Yield();
                }

                // Before the flush ends: a client that reads its answers only after it has sent all must not wait for ever.
                input.AdvanceTo(rest.Start);
                if (flush is not null)
                {
                    await flush.ConfigureAwait(false);
                }

                Volatile.Write(ref _taken, _taken + length - left);
                if (HasEnded)
                {
                    return null;
                }

                if (result.IsCanceled)
                {
                    return TransportErrors.Dropped;
                }

                if (left == 0 && result.IsCompleted)
                {
                    return "the client ended the TCP connection without a close frame";
                }
            }
        }
        catch (Exception e) when (TransportErrors.AreLoss(e))
        {
            return TransportErrors.Describe(e);
        }
        finally
        {
            _isReading = true;
        }
    }

    /// <summary>Takes what is there, up to the point where answers have to be sent before more are made. Called under the session's lock.</summary>
    /// <param name="buffer">What is there; then what is left of it.</param>
    /// <returns>How many messages that were.</returns>
    protected abstract int Take(ref ReadOnlySequence<byte> buffer);

    private int TakeUnderLock(ref ReadOnlySequence<byte> buffer)
    {
        lock (session.Gate)
        {
            return Take(ref buffer);
        }
    }
}
