using System.IO.Pipelines;

namespace MockWs.Transports.Memory;

/// <summary>The server's way out of a <see cref="MemoryConnection"/>. What it has not flushed before it drops the connection goes nowhere.</summary>
internal sealed class MemoryWriter(MemoryConnection connection, PipeWriter inner) : PipeWriter
{
    private long _advanced;
    private long _flushed;

    /// <summary>How many bytes the client can read, or has read. Safe to read at any time.</summary>
    public long Flushed => Volatile.Read(ref _flushed);

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        _advanced += bytes;
        inner.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (connection.IsAborted)
        {
            return new(new FlushResult(isCanceled: true, isCompleted: false));
        }

        Volatile.Write(ref _flushed, _advanced);
        return inner.FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
}
