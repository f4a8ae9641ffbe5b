using System.IO.Pipelines;

namespace MockWs.Transports;

/// <summary>One client as bytes: a duplex pipe, and the ways to end it that a pipe has no words for.</summary>
internal abstract class TransportConnection : IAsyncDisposable
{
    /// <summary>Bytes from and to the client. A flush of the output ends when the transport has taken all of it.</summary>
    public abstract IDuplexPipe Pipe { get; }

    /// <summary>Where the client is, for people to read.</summary>
    public abstract string RemoteAddress { get; }

    /// <summary>Whether the client has sent what <see cref="Pipe"/>'s reader has not been given yet.</summary>
    /// <param name="read">How many bytes have been read.</param>
    public abstract bool HasMoreThan(long read);

    /// <summary>Says the close_notify of somebody else's TLS; null where there is none.</summary>
    public virtual Func<Task>? EndTls => null;

    /// <summary>Says to the client that nothing more comes (a FIN), while reading goes on. Everything written has been flushed.</summary>
    public abstract ValueTask EndOutputAsync();

    /// <summary>Ends both directions at once (a reset). Reads and flushes under way end.</summary>
    public abstract void Abort();

    /// <summary>Lets go of everything.</summary>
    public abstract ValueTask DisposeAsync();
}
