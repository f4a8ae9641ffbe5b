using System.Buffers;
using System.IO.Pipelines;

namespace MockWs.Transports.Tls;

/// <summary>A duplex pipe as the stream below an SslStream: asynchronous only, each write is flushed.</summary>
internal sealed class DuplexPipeStream(IDuplexPipe pipe) : PipeStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await pipe.Input.ReadAsync(cancellationToken);
        var count = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var taken = result.Buffer.Slice(0, count);
        taken.CopyTo(buffer.Span);

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
