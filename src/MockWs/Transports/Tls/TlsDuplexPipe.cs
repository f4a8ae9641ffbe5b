using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;

namespace MockWs.Transports.Tls;

/// <summary>The server's side of TLS over a duplex pipe, as a duplex pipe: one reader and one writer at a time, as with any pipe.</summary>
/// <remarks>An idle connection holds no buffer of ours; what is below stays the caller's.</remarks>
internal sealed class TlsDuplexPipe : IDuplexPipe, IAsyncDisposable
{
    // RFC 8446 5.1: a record holds at most 2^14 bytes of plaintext. Smaller buffers would cut a message into more records.
    private const int RecordSize = 16 * 1024;

    // SslStream cannot speak TLS 1.3 as a server on macOS, and throws when it is asked to.
    private static readonly SslProtocols Protocols = SslProtocols.Tls12 | (OperatingSystem.IsMacOS() ? 0 : SslProtocols.Tls13);

    private readonly DuplexPipeStream _below;
    private readonly SslStream _tls;

    /// <summary>Speaks TLS over a transport, once the handshake is done.</summary>
    /// <param name="inner">The transport; it is not completed when the handshake fails.</param>
    /// <param name="waits">Called when TLS begins to wait for bytes of the client.</param>
    public TlsDuplexPipe(IDuplexPipe inner, Action? waits = null)
    {
        _below = new DuplexPipeStream(inner, waits);
        _tls = new SslStream(_below, leaveInnerStreamOpen: true);
        Input = PipeReader.Create(_tls, new StreamPipeReaderOptions(bufferSize: RecordSize, leaveOpen: true, useZeroByteReads: true));
        Output = PipeWriter.Create(_tls, new StreamPipeWriterOptions(minimumBufferSize: RecordSize, leaveOpen: true));
    }

    /// <summary>What the client said, decrypted; completed by its close_notify, or by the transport's end between two records.</summary>
    public PipeReader Input { get; }

    /// <summary>What the client is to hear; encrypted when flushed.</summary>
    public PipeWriter Output { get; }

    /// <summary>Whether all that came has been decrypted and read, and TLS waits for more. Safe to read at any time.</summary>
    public bool IsWaiting => _below.IsWaiting;

    /// <summary>How many encrypted bytes have been read. Safe to read at any time.</summary>
    public long Taken => _below.Taken;

    /// <summary>The version that the handshake agreed on.</summary>
    public SslProtocols Protocol => _tls.SslProtocol;

    /// <summary>Does the TLS handshake as the server.</summary>
    /// <param name="certificate">What the server shows, from <see cref="ServerCertificate"/>; reused by all connections.</param>
    /// <param name="cancellationToken">Ends a handshake that takes too long.</param>
    /// <exception cref="AuthenticationException">
    /// The client speaks no TLS, or neither 1.2 nor 1.3, or refused the certificate at once; most refuse it after the handshake, by
    /// ending the connection.
    /// </exception>
    /// <exception cref="IOException">The client ended the connection in the middle.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task AuthenticateAsServerAsync(SslStreamCertificateContext certificate, CancellationToken cancellationToken) =>
        AuthenticateAsServerAsync(_ => ValueTask.FromResult(certificate), cancellationToken);

    /// <summary>Does the TLS handshake as the server, with a certificate that is chosen when the client's ClientHello is there.</summary>
    /// <param name="choose">Chooses it; may take its time, and throw what ends the handshake.</param>
    /// <param name="cancellationToken">Ends a handshake that takes too long.</param>
    public Task AuthenticateAsServerAsync(
        Func<SslClientHelloInfo, ValueTask<SslStreamCertificateContext>> choose, CancellationToken cancellationToken) =>
        _tls.AuthenticateAsServerAsync(async (_, hello, _, _) => OptionsFor(await choose(hello)), state: null, cancellationToken);

    /// <summary>How a server speaks TLS with a client.</summary>
    /// <param name="certificate">What it shows.</param>
    public static SslServerAuthenticationOptions OptionsFor(SslStreamCertificateContext certificate) =>
        new() { ServerCertificateContext = certificate, EnabledSslProtocols = Protocols };

    /// <summary>Flushes what was written and sends close_notify: the client sees a clean end. The transport's output stays open.</summary>
    /// <remarks>Call it once, when no write is under way.</remarks>
    /// <param name="cancellationToken">Ends the wait for a client that does not read; the transport is then the caller's to abort.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await Output.FlushAsync(cancellationToken);
        await Output.CompleteAsync();

        // RFC 8446 6.1: "Each party MUST send a "close_notify" alert before closing its write side of the connection".
        await _tls.ShutdownAsync().WaitAsync(cancellationToken);
    }

    /// <summary>Frees what TLS holds, without a word to the client; the transport stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        await Input.CompleteAsync();

        // An exception here means: drop what was not flushed. A client that does not read would hold the flush for ever.
        await Output.CompleteAsync(new ObjectDisposedException(nameof(TlsDuplexPipe)));
        await _tls.DisposeAsync();
    }
}
