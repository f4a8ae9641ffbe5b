using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
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
    private readonly CountingStream _wire;

    private TlsClient(Stream wire)
    {
        _wire = new CountingStream(wire);
        Tls = new SslStream(_wire, leaveInnerStreamOpen: false);
    }

    public SslStream Tls { get; }

    /// <summary>How many bytes of TLS the server has sent.</summary>
    public int Received => _wire.Received;

    /// <summary>Lets nothing that the client says go out any more.</summary>
    public void Mute() => _wire.IsMute = true;

    /// <summary>Connects, and says nothing yet.</summary>
    public static async Task<TlsClient> ConnectAsync(MockWsServer server)
    {
        if (server.Urls.Count == 0)
        {
            return new TlsClient(server.ConnectInMemory(isSecure: true));
        }

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Urls.Single(url => url.Scheme == "wss").Port);
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
    public Task AuthenticateAsync(MockWsServer server, string host = "localhost", Func<Verdict, bool>? accept = null) => Tls.AuthenticateAsClientAsync(
        new SslClientAuthenticationOptions
        {
            TargetHost = host,
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

    private sealed class CountingStream(Stream inner) : Stream
    {
        private volatile int _received;
        private volatile bool _isMute;

        public int Received => _received;

        public bool IsMute
        {
            set => _isMute = value;
        }

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            _received += count;
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _isMute ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

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
