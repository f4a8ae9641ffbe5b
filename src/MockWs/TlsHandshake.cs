using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using MockWs.Sessions;

namespace MockWs;

/// <summary>The TLS handshake of one client, whoever speaks TLS: how long it may take, and what the client meets in it.</summary>
/// <param name="core">The server.</param>
/// <param name="settings">How the client is met.</param>
/// <param name="faults">The client's; null where nothing can go wrong.</param>
/// <param name="since">When the client came, as a timestamp of the settings' clock.</param>
internal sealed class TlsHandshake(ServerCore core, SessionSettings settings, ConnectionFaults? faults, long since) : IDisposable
{
    private readonly CancellationTokenSource _timeout = new(settings.HandshakeTimeLeft(since), settings.Time);

    /// <summary>Cancelled when the client takes too long.</summary>
    public CancellationToken TooLate => _timeout.Token;

    /// <summary>From when on the client's time counts, as a timestamp of the settings' clock: what the server itself held up is not its own.</summary>
    public long Since { get; private set; } = since;

    /// <summary>Chooses the certificate when the ClientHello is there, once it is to be answered.</summary>
    /// <param name="hello">What the client said.</param>
    /// <param name="input">What it says next, encrypted. Nobody else reads it until this ends.</param>
    /// <exception cref="AuthenticationException">The client left, because nothing answered it.</exception>
    /// <exception cref="OperationCanceledException">The connection is at its end.</exception>
    public async ValueTask<SslStreamCertificateContext> AnswerAsync(SslClientHelloInfo hello, PipeReader input)
    {
        var answer = faults?.AnswerTls() ?? default;
        if (faults is not null && answer.IsHeldUp)
        {
            _timeout.CancelAfter(Timeout.InfiniteTimeSpan);
            await faults.HoldAsync(answer, input).ConfigureAwait(false);
            Since = settings.Time.GetTimestamp();
            _timeout.CancelAfter(settings.HandshakeTimeout);
        }

        return answer.ShowsAnother ? FaultyCertificate.Create(answer, hello.ServerName) : core.Certificate;
    }

    public void Dispose() => _timeout.Dispose();
}
