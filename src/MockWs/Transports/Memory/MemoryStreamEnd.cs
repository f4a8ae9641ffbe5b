using System.Buffers;
using System.IO.Pipelines;

namespace MockWs.Transports.Memory;

/// <summary>The client's side of a <see cref="MemoryConnection"/>, which behaves as a network stream does. One read and one write at a time.</summary>
internal sealed class MemoryStreamEnd(MemoryConnection connection, PipeReader input, PipeWriter output) : PipeStream
{
    private bool _isDisposed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            throw Reset();
        }

        // The length is taken before the advance, which takes the pieces away from under the sequence.
        var length = (int)Math.Min(buffer.Length, result.Buffer.Length);
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

    private static IOException Reset() => new("The server dropped the connection.");
}
