using System.Buffers;
using System.IO.Pipelines;

namespace MockWs.Transports.Memory;

/// <summary>The client's side of a <see cref="MemoryConnection"/>, which behaves as a network stream does. One read and one write at a time.</summary>
internal sealed class MemoryStreamEnd(MemoryConnection connection, PipeReader input, PipeWriter output) : PipeStream
{
    private long _read;
    private bool _isDisposed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var result = await NextAsync(cancellationToken).ConfigureAwait(false);
        var isAborted = connection.IsAborted;

        // What was sent before a reset is read first, as on a socket.
        var available = isAborted ? Math.Min(connection.Sent - _read, result.Buffer.Length) : result.Buffer.Length;
        if (isAborted && available == 0)
        {
            input.AdvanceTo(result.Buffer.Start);
            throw Reset();
        }

        // The length is taken before the advance, which takes the pieces away from under the sequence.
        var length = (int)Math.Min(buffer.Length, available);
        _read += length;
        var piece = result.Buffer.Slice(0, length);
        piece.CopyTo(buffer.Span);
        input.AdvanceTo(piece.End);
        return length;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        connection.ClientWrites(buffer.Length);
        var result = await output.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted || result.IsCanceled || connection.IsAborted)
        {
            throw Reset();
        }
    }

    /// <summary>Ends the client's writing, and goes on reading: what a FIN is over TCP.</summary>
    public void EndWriting() => output.Complete();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            output.Complete();
            input.CancelPendingRead();
            input.Complete();
        }

        base.Dispose(disposing);
    }

    /// <summary>What is there; after a reset nothing more comes.</summary>
    private ValueTask<ReadResult> NextAsync(CancellationToken cancellationToken)
    {
        if (!connection.IsAborted)
        {
            return input.ReadAsync(cancellationToken);
        }

        return input.TryRead(out var rest) ? new(rest) : throw Reset();
    }

    private static IOException Reset() => new("The server dropped the connection.");
}
