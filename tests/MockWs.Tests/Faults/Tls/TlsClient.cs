using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MockWs.Transports;
using MockWs.Transports.Tls;

namespace MockWs.Tests.Faults.Tls;

/// <summary>What a client that trusts the server and the authority of its faults finds wrong with a certificate.</summary>
/// <param name="Shown">The certificate.</param>
/// <param name="Errors">What .NET says of it.</param>
/// <param name="Chain">What is wrong with its path.</param>
internal sealed record Verdict(X509Certificate2 Shown, SslPolicyErrors Errors, X509ChainStatusFlags Chain)
{
    /// <summary>The DNS names and IP addresses in it.</summary>
    public IReadOnlyList<string> Hosts
    {
        get
        {
            var names = Shown.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
            return [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
        }
    }
}

/// <summary>A client of <c>wss://</c> that looks at what comes.</summary>
internal sealed class TlsClient : IAsyncDisposable
{
    private readonly RecordingStream _wire;

    private TlsClient(Stream wire)
    {
        _wire = new RecordingStream(wire);
        Tls = new SslStream(_wire, leaveInnerStreamOpen: false);
    }

    public SslStream Tls { get; }

    /// <summary>How many bytes of TLS the server has sent.</summary>
    public int Received => _wire.Received.Count;

    /// <summary>
    /// The type of the last record that the server has sent whole. In TLS 1.2 it stands in the clear: 23 for data, 21 for an alert, such as
    /// close_notify (RFC 5246 section 6.2.1).
    /// </summary>
    public int LastRecordType
    {
        get
        {
            var (type, received) = (0, _wire.Received);
            for (var at = 0; at < received.Count; at += 5 + (received[at + 3] << 8) + received[at + 4])
            {
                type = received[at];
            }

            return type;
        }
    }

    /// <summary>Lets nothing that the client says go out any more.</summary>
    public void Mute() => _wire.IsMute = true;

    /// <summary>Connects, and says nothing yet.</summary>
    public static async Task<TlsClient> ConnectAsync(MockWsServer server) => server.Urls.Count == 0
        ? new TlsClient(server.ConnectInMemory(isSecure: true))
        : await ConnectAsync(server.Urls.Single(url => url.Scheme == "wss").Port);

    /// <summary>Connects to a port of this machine, and says nothing yet.</summary>
    public static async Task<TlsClient> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new TlsClient(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Looks at the certificate of the next connection.</summary>
    /// <param name="server">The server.</param>
    /// <param name="host">The host that is asked for.</param>
    public static async Task<Verdict> LookAsync(MockWsServer server, string host = "localhost")
    {
        await using var client = await ConnectAsync(server);
        Verdict? verdict = null;
        await client.AuthenticateAsync(server, host, found =>
        {
            verdict = found;
            return true;
        });
        return verdict!;
    }

    /// <summary>Does the TLS handshake.</summary>
    /// <param name="server">Who is trusted, beside the authority of faults.</param>
    /// <param name="host">The host that is asked for.</param>
    /// <param name="accept">Whether to go on; by default if nothing is wrong.</param>
    /// <param name="version">The version of TLS; by default the best that both can do.</param>
    public Task AuthenticateAsync(
        MockWsServer server, string host = "localhost", Func<Verdict, bool>? accept = null, SslProtocols version = SslProtocols.None) => Tls.AuthenticateAsClientAsync(
        new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = version,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { server.Certificate, CertificateTrust.Authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
            RemoteCertificateValidationCallback = accept is null ? null : (_, shown, chain, errors) => accept(new Verdict(
                X509CertificateLoader.LoadCertificate(shown!.GetRawCertData()),
                errors,
                chain!.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status))),
        },
        TestContext.CurrentContext.CancellationToken);

    public ValueTask DisposeAsync() => Tls.DisposeAsync();

    private sealed class RecordingStream(Stream inner) : PipeStream
    {
        private volatile bool _isMute;

        /// <summary>Read it when nothing more can come.</summary>
        public List<byte> Received { get; } = [];

        public bool IsMute
        {
            set => _isMute = value;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            Received.AddRange(buffer.Span[..count]);
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _isMute ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
