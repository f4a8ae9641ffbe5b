using System.Buffers;
using System.IO.Pipelines;

namespace MockWs.Transports.Tls;

/// <summary>A duplex pipe as the stream below an SslStream: asynchronous only, each write is flushed.</summary>
/// <param name="pipe">The bytes.</param>
/// <param name="waits">Called when a read begins to wait.</param>
internal sealed class DuplexPipeStream(IDuplexPipe pipe, Action? waits = null) : PipeStream
{
    private volatile bool _isWaiting;
    private long _taken;

    /// <summary>Whether a read waits: whoever reads has nothing in hand. Safe to read at any time.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>How many bytes have been read. Safe to read at any time.</summary>
    public long Taken => Volatile.Read(ref _taken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = pipe.Input.ReadAsync(cancellationToken);
        if (!reading.IsCompleted)
        {
            _isWaiting = true;
            waits?.Invoke();
        }

        var result = await reading;
        _isWaiting = false;
        var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var taken = result.Buffer.Slice(0, count);
        taken.CopyTo(buffer.Span);
        Volatile.Write(ref _taken, _taken + count);

        // A read of zero bytes waits for data and takes none: what is left counts as not examined, so the next read does not wait.
        pipe.Input.AdvanceTo(taken.End);
        return result.IsCanceled
            ? throw new OperationCanceledException("The read below TLS was cancelled: CancelPendingRead was called on the transport.")
            : count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await pipe.Output.WriteAsync(buffer, cancellationToken);
        if (result.IsCanceled || result.IsCompleted)
        {
            throw new IOException("The transport below TLS is gone.");
        }
    }
}
