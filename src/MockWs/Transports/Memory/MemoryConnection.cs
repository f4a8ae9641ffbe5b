using System.IO.Pipelines;

namespace MockWs.Transports.Memory;

/// <summary>A client in the same process: two pipes, no port. The client's side is a stream.</summary>
internal sealed class MemoryConnection : TransportConnection
{
    /// <summary>What either side may write before the other has read it: about what the buffers of a TCP connection hold.</summary>
    private const int Window = 1024 * 1024;

    private static readonly PipeOptions Options =
        new(pauseWriterThreshold: Window, resumeWriterThreshold: Window / 2, useSynchronizationContext: false);

    private readonly Pipe _toServer = new(Options);
    private readonly Pipe _toClient = new(Options);
    private readonly MemoryWriter _output;
    private long _written;

    public MemoryConnection()
    {
        _output = new MemoryWriter(this, _toClient.Writer);
        Pipe = new Ends(_toServer.Reader, _output);
        Client = new MemoryStreamEnd(this, _toClient.Reader, _toServer.Writer);
    }

    public override IDuplexPipe Pipe { get; }

    /// <summary>The client's side.</summary>
    public Stream Client { get; }

    public override string RemoteAddress => "memory";

    /// <summary>How many bytes the server has sent.</summary>
    public long Sent => _output.Flushed;

    /// <summary>Whether the server has dropped the connection: what TCP calls a reset.</summary>
    public bool IsAborted { get; private set; }

    public override bool HasMoreThan(long read) => Interlocked.Read(ref _written) > read;

    public override ValueTask EndOutputAsync() => _toClient.Writer.CompleteAsync();

    public override void Abort()
    {
        IsAborted = true;
        _toServer.Reader.CancelPendingRead();
        _toClient.Writer.CancelPendingFlush();
        _toServer.Writer.CancelPendingFlush();
        _toClient.Reader.CancelPendingRead();
    }

    public override ValueTask DisposeAsync()
    {
        _toServer.Reader.Complete();
        _toClient.Writer.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Counts before the bytes are there, so that nobody thinks the server idle in between.</summary>
    internal void ClientWrites(int count) => Interlocked.Add(ref _written, count);

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
