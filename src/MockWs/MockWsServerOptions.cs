using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MockWs.Behaviours;
using MockWs.Faults;
using MockWs.Sessions;
using MockWs.Transports.Sockets;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>
/// The settings of a <see cref="MockWsServer"/>. They are read once, when the server starts or is told anew by <see cref="MockWsServer.Reconfigure"/>.
/// </summary>
public sealed class MockWsServerOptions
{
    private const int LargestMessage = 1024 * 1024 * 1024;

    /// <summary>
    /// Where to listen: <c>ws://</c> or <c>wss://</c>, then <c>localhost</c> (127.0.0.1 and ::1), an IP address (<c>0.0.0.0</c>,
    /// <c>[::]</c> for both families) or <c>*</c>, and a port; 0 takes a free one. Empty for a server that is reached in memory only.
    /// Default: <c>ws://localhost:0</c>.
    /// </summary>
    public IList<string> Urls { get; } = ["ws://localhost:0"];

    /// <summary>The certificate of <c>wss://</c>, with its private key. Default: null, which makes one for localhost, 127.0.0.1 and ::1.</summary>
    public X509Certificate2? Certificate
    {
        get => CertificateContext?.TargetCertificate;
        set => CertificateContext = value is null ? null : ServerCertificate.From(value);
    }

    /// <summary>The subprotocols to agree to, the best first (RFC 6455 section 4.2.2). Default: none.</summary>
    public IList<string> Subprotocols { get; } = [];

    /// <summary>Whether permessage-deflate is agreed to where a client offers it (RFC 7692). Default: true.</summary>
    public bool Compression { get; set; } = true;

    /// <summary>Whether the server's messages are compressed each by itself (RFC 7692 section 7.1.1.1). Default: false.</summary>
    public bool ServerNoContextTakeover { get; set; }

    /// <summary>Whether the client is asked to compress each message by itself (RFC 7692 section 7.1.1.2). Default: false.</summary>
    public bool ClientNoContextTakeover { get; set; }

    /// <summary>What becomes of a message that nothing else answers. Default: it is echoed.</summary>
    public Unmatched Unmatched { get; set; } = Unmatched.Echo;

    /// <summary>Whether a ping is answered by a pong (RFC 6455 section 5.5.2). Default: true.</summary>
    public bool AutomaticPong { get; set; } = true;

    /// <summary>Whether a client's close frame is answered with its own code (RFC 6455 section 5.5.1). Default: true.</summary>
    public bool CloseEcho { get; set; } = true;

    /// <summary>How many clients may be connected at the same time; a further one is answered with 503. Default: 20,000.</summary>
    public int ConnectionLimit { get; set; } = 20_000;

    /// <summary>The longest message a client may send, in bytes, up to 1 GiB; a longer one ends in 1009. Default: 16 MiB.</summary>
    public int MessageLimit { get; set; } = 16 * 1024 * 1024;

    /// <summary>The longest head of an upgrade request, in bytes; a longer one is answered with 431. Default: 32 KiB.</summary>
    public int HeadLimit { get; set; } = 32 * 1024;

    /// <summary>How many bytes are written to a client before the writer waits until they are sent. Default: 1 MiB.</summary>
    public int OutboxLimit { get; set; } = 1024 * 1024;

    /// <summary>How long a client may take for its upgrade request, TLS included. Default: 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may take to answer the server's close frame and to end the connection; it is dropped then. Default: 2 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long stopping and resetting may take, in real time whatever <see cref="Time"/> is. Default: 2 s.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an Expect step of a script waits if it does not say so itself. Default: 5 s.</summary>
    public TimeSpan ExpectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two pings that the server sends by itself; null for none. Default: null.</summary>
    public TimeSpan? KeepAliveInterval { get; set; }

    /// <summary>How many bytes the journal holds before it drops its oldest entries. Default: 256 MiB.</summary>
    public long JournalLimit { get; set; } = 256L * 1024 * 1024;

    /// <summary>A file that keeps every entry of the journal, the dropped ones too; written over if it exists. Default: null, none.</summary>
    public string? JournalFile { get; set; }

    /// <summary>Where random numbers and UUIDs begin: the same seed gives the nth connection the same ones in each run. Default: 0.</summary>
    public int Seed { get; set; }

    /// <summary>The clock of all timers, timeouts and timestamps. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The endpoints, in their order; none for a server that says the same at every path.</summary>
    internal List<Endpoint> Endpoints { get; } = [];

    /// <summary>What goes wrong on purpose whatever the path.</summary>
    internal List<FaultBinding> Faults { get; } = [];

    /// <summary>What speaks WebSocket to the clients.</summary>
    internal IBackend Backend { get; set; } = WireBackend.Instance;

    /// <summary>Whether clients come through ports that somebody else opens, such as Kestrel, and hands over to <see cref="ServerPorts"/>.</summary>
    internal bool HasPortsOfAnother { get; set; }

    /// <summary>Whether clients can come over TLS, where somebody else listens for this server; null to go by <see cref="Urls"/>.</summary>
    internal bool? HasTls { get; set; }

    /// <summary>The name of <see cref="Backend"/>.</summary>
    /// <exception cref="FormatException">What is set is not here; the message says what to do.</exception>
    internal BackendName BackendName
    {
        get => Backends.NameOf(Backend);
        set => Backend = Backends.Find(value);
    }

    /// <summary>The certificate with those between it and its root.</summary>
    internal SslStreamCertificateContext? CertificateContext { get; set; }

    /// <summary>Takes over what cannot change while a server runs.</summary>
    /// <param name="running">The server's settings.</param>
    internal void Keep(MockWsServerOptions running)
    {
        (Time, Backend, CertificateContext) = (running.Time, running.Backend, running.CertificateContext);
        (HasPortsOfAnother, HasTls) = (running.HasPortsOfAnother, running.HasTls);
        (JournalLimit, JournalFile, StopTimeout, Seed) = (running.JournalLimit, running.JournalFile, running.StopTimeout, running.Seed);
        Urls.Clear();
        foreach (var url in running.Urls)
        {
            Urls.Add(url);
        }
    }

    internal void Validate()
    {
        Positive(ConnectionLimit, nameof(ConnectionLimit));
        Positive(MessageLimit, nameof(MessageLimit));
        if (MessageLimit > LargestMessage)
        {
            throw new ArgumentOutOfRangeException(nameof(MessageLimit), MessageLimit, "MessageLimit must be at most 1 GiB: a message is held in one array.");
        }

        Positive(HeadLimit, nameof(HeadLimit));
        Positive(OutboxLimit, nameof(OutboxLimit));
        Positive(JournalLimit, nameof(JournalLimit));
        Positive(HandshakeTimeout.Ticks, nameof(HandshakeTimeout));
        Positive(CloseTimeout.Ticks, nameof(CloseTimeout));
        Positive(StopTimeout.Ticks, nameof(StopTimeout));
        Positive(ExpectTimeout.Ticks, nameof(ExpectTimeout));
        Positive(KeepAliveInterval?.Ticks ?? 1, nameof(KeepAliveInterval));
        if (Misfits() is { Count: > 0 } misfits)
        {
            var port = IsInMemory && IsNeeded(Capabilities.Port) ? "listen on a port, " : "";
            var tls = !SpeaksTls && IsNeeded(Capabilities.Tls) ? "listen on wss://, " : "";
            throw new ArgumentException($"{string.Join('\n', misfits)}\nUse another backend, {port}{tls}or leave that out.");
        }

        bool IsNeeded(Capabilities one) => AllNeeds().Any(need => need.Capabilities.HasFlag(one));
    }

    /// <summary>What is asked for and the backend cannot do, a sentence each; empty if all is well.</summary>
    /// <param name="mayListenElsewhere">Whether it may still be said that the server listens on <c>wss://</c>.</param>
    internal IReadOnlyList<string> Misfits(bool mayListenElsewhere = false)
    {
        var capabilities = Backend.Capabilities with { IsInMemory = IsInMemory, HasTls = mayListenElsewhere || SpeaksTls };
        return [.. capabilities.Misfits(AllNeeds())];
    }

    private bool IsInMemory => Urls.Count == 0 && !HasPortsOfAnother;

    /// <summary>Whether clients can come over TLS: in memory, those that ask for <c>wss://</c>.</summary>
    internal bool SpeaksTls => HasTls ?? (Urls.Count == 0 || Urls.Any(url => ListenAddress.Parse(url).IsSecure));

    private IEnumerable<Need> AllNeeds() => [.. Needs(), .. EndpointNeeds.Of(Faults, "faults"), .. Endpoints.SelectMany(EndpointNeeds.Of)];

    private IEnumerable<Need> Needs()
    {
        if (ServerNoContextTakeover)
        {
            yield return new Need("the server", nameof(ServerNoContextTakeover), Capabilities.Compression);
        }

        if (ClientNoContextTakeover)
        {
            yield return new Need("the server", nameof(ClientNoContextTakeover), Capabilities.Compression);
        }
    }

    private static void Positive(long value, string name)
    {
        if (value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be more than 0.");
        }
    }
}
