using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MockWs.Transports.Tls;

namespace MockWs.Tests.Transports.Tls;

/// <summary>Two ends of one connection in memory, and a real TLS client on the one end.</summary>
internal sealed class TlsPair : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();

    public TlsPair()
    {
        ServerEnd = new Ends(_toServer.Reader, _toClient.Writer);
        ClientEnd = new Ends(_toClient.Reader, _toServer.Writer);
        Client = new SslStream(new DuplexPipeStream(ClientEnd), leaveInnerStreamOpen: true);
    }

    public static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    public IDuplexPipe ServerEnd { get; }

    public IDuplexPipe ClientEnd { get; }

    public SslStream Client { get; }

    public static async Task<(TlsPair Pair, TlsDuplexPipe Server)> ConnectAsync(SslProtocols protocol = SslProtocols.None)
    {
        var pair = new TlsPair();
        var server = new TlsDuplexPipe(pair.ServerEnd);
        var handshake = server.AuthenticateAsServerAsync(ServerCertificate.ForLocalhost, Cancellation);
        await pair.ConnectClientAsync(ServerCertificate.ForLocalhost.TargetCertificate, protocol);
        await handshake;
        return (pair, server);
    }

    public Task ConnectClientAsync(X509Certificate2 trusted, SslProtocols protocol = SslProtocols.None) =>
        Client.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = protocol,
                RemoteCertificateValidationCallback = CertificateTrust.Exactly(trusted),
            },
            Cancellation);

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
