using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using MockWs.Behaviours;
using MockWs.Callbacks;
using MockWs.Configuration;
using MockWs.Faults;
using MockWs.Language;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>Says how a <see cref="MockWsServer"/> is to be, before it starts. Every method returns the builder. Not safe for concurrent use.</summary>
public sealed class MockWsServerBuilder
{
    private readonly List<string> _warnings = [];
    private (EndpointBuilder Endpoint, int Index)? _last;

    internal MockWsServerBuilder()
    {
    }

    /// <summary>What scenarios say that is not wrong and hardly meant, such as a rule that is never reached: a line each, with its place.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>All settings, for those that have no method here.</summary>
    public MockWsServerOptions Options { get; } = new();

    /// <summary>Listens on these URLs instead of <c>ws://localhost:0</c>; see <see cref="MockWsServerOptions.Urls"/>.</summary>
    public MockWsServerBuilder ListenOn(params string[] urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        Options.Urls.Clear();
        foreach (var url in urls)
        {
            Options.Urls.Add(url);
        }

        return this;
    }

    /// <summary>Opens no port: clients come through <see cref="MockWsServer.ConnectAsync"/> and <see cref="MockWsServer.CreateHandler"/>.</summary>
    public MockWsServerBuilder InMemory() => ListenOn();

    /// <summary>
    /// Says what is said at a path. A server with endpoints refuses other paths with 404; one without says the same at every path.
    /// </summary>
    /// <param name="path">
    /// A pattern: <c>/chat/{room}</c> names a segment, <c>*</c> is any one segment, <c>**</c> at the end is all that is left. The first endpoint
    /// that fits a request is meant.
    /// </param>
    /// <param name="configure">Says what is said; without it, messages are met by the server's default.</param>
    /// <exception cref="FormatException">The pattern is wrong; the message says where.</exception>
    public MockWsServerBuilder At(string path, Action<EndpointBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var endpoint = new EndpointBuilder(path);
        configure?.Invoke(endpoint);
        _last = (endpoint, Options.Endpoints.Count);
        Options.Endpoints.Add(endpoint.Build());
        return this;
    }

    /// <summary>Does something wrong on purpose, whatever the path: as <see cref="EndpointBuilder.Fault"/>, and before the path is known too.</summary>
    /// <param name="fault">What is done wrong.</param>
    /// <param name="at">When. Default: the moment that is the fault's own.</param>
    /// <param name="chance">How likely, above 0 and at most 1, drawn each time from the server's seed. Default: always.</param>
    /// <param name="times">How often on one connection. Default: always.</param>
    /// <param name="connection">On which connections of the server, counted from 1. Default: all.</param>
    /// <exception cref="ArgumentException">The fault cannot happen at this moment, or a number is out of its range; the message says what can be.</exception>
    public MockWsServerBuilder Fault(Fault fault, Moment? at = null, double chance = 1, int? times = null, Connections? connection = null)
    {
        Options.Faults.Add(FaultBinding.Create(fault, at, chance, times, connection));
        return this;
    }

    /// <summary>
    /// Meets the clients of the path said last by callbacks in the style of Fleck: <c>mock.At("/chat").UseCallbacks(socket => …)</c>. The pattern
    /// <c>/**</c> is every path.
    /// </summary>
    /// <inheritdoc cref="EndpointBuilder.UseCallbacks"/>
    /// <exception cref="InvalidOperationException">No path was said before, or its endpoint has an <c>Otherwise</c> that means the same messages.</exception>
    public MockWsServerBuilder UseCallbacks(Action<IWebSocketConnection> configure)
    {
        if (_last is not var (endpoint, index))
        {
            throw new InvalidOperationException("""Say at which path first: mock.At("/chat").UseCallbacks(…), or mock.At("/**").UseCallbacks(…) for every path.""");
        }

        Options.Endpoints[index] = endpoint.UseCallbacks(configure).Build();
        return this;
    }

    /// <summary>
    /// Says what JSON files say. Each is laid over those before it, value by value, and environment variables such as
    /// <c>MOCKWS__endpoints__0__path</c> over all. Settings said after this one win over the scenario's.
    /// </summary>
    /// <param name="paths">
    /// The files, relative to the current folder; a folder stands for all its <c>*.json</c>, whose endpoints follow each other.
    /// </param>
    /// <exception cref="ScenarioException">The scenario is wrong, or a file cannot be read; the message has all errors with their places.</exception>
    public MockWsServerBuilder UseScenario(params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return UseScenario(ScenarioReader.Load(paths));
    }

    /// <summary>
    /// Says what JSON files say, as <see cref="UseScenario(string[])"/> does, and reads them again when one of them changes: all that was said to this
    /// builder is said anew, as in <see cref="MockWsServer.Reconfigure"/>. Files that a scenario sends are read with it, and not watched.
    /// </summary>
    /// <param name="tell">Is told what became of each change, on another thread, where it must not throw. After an error the server goes on as it was.</param>
    /// <param name="paths">The files and folders; relative to the current folder. Which are watched is settled when the server starts.</param>
    /// <exception cref="ScenarioException">The scenario is wrong, or a file cannot be read; the message has all errors with their places.</exception>
    public MockWsServerBuilder WatchScenario(Action<ScenarioReload> tell, params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(tell);
        ArgumentNullException.ThrowIfNull(paths);
        return Watch(tell, paths).UseScenario(paths);
    }

    /// <summary>Says what JSON text says, as <see cref="UseScenario(string[])"/> does with that of a file; the environment has no say in it.</summary>
    /// <param name="json">A scenario.</param>
    /// <param name="folder">Where the files are that it sends; null if it may send none.</param>
    /// <exception cref="ScenarioException">The scenario is wrong; the message has all errors with their places.</exception>
    public MockWsServerBuilder UseScenarioText([StringSyntax(StringSyntaxAttribute.Json)] string json, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ScenarioReader.Read(ScenarioReader.Parse(json, folder), this);
        return this;
    }

    /// <summary>Says what a configuration says, to which files were added with <see cref="ScenarioConfigurationExtensions.AddScenarioFile"/>.</summary>
    /// <param name="configuration">The whole configuration, or a section of it; only a whole one knows the lines of its files.</param>
    /// <exception cref="ScenarioException">The scenario is wrong; the message has all errors with their places.</exception>
    public MockWsServerBuilder UseScenario(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ScenarioReader.Read(configuration, this);
        return this;
    }

    /// <summary>Writes what was said so far as a JSON scenario that says the same; all but the certificate and the clock.</summary>
    /// <exception cref="InvalidOperationException">Some of it is code, such as a predicate; the message names endpoint and rule.</exception>
    public string ToJson() => ScenarioFormat.ToJson(Options);

    /// <summary>Uses this certificate for <c>wss://</c>.</summary>
    /// <param name="certificate">With its private key.</param>
    public MockWsServerBuilder UseCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Options.Certificate = certificate;
        return this;
    }

    /// <summary>Uses a certificate from PEM files for <c>wss://</c>.</summary>
    /// <param name="certificatePath">The certificate, and the key if it is in the same file.</param>
    /// <param name="keyPath">The key, if it is in a file of its own.</param>
    /// <exception cref="ArgumentException">The files hold no certificate with its key that can be used; the message says why.</exception>
    public MockWsServerBuilder UsePemCertificate(string certificatePath, string? keyPath = null) =>
        UseCertificate(ServerCertificate.FromPem(certificatePath, keyPath));

    /// <summary>Uses a certificate from a PFX (PKCS#12) file for <c>wss://</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Its password, if it has one.</param>
    /// <exception cref="ArgumentException">The file holds no certificate with its key that can be used; the message says why.</exception>
    public MockWsServerBuilder UsePfxCertificate(string path, string? password = null) => UseCertificate(ServerCertificate.FromPfx(path, password));

    internal MockWsServerBuilder UseScenario(IReadOnlyList<string> paths, IEnumerable<KeyValuePair<string, string?>> overrides) =>
        UseScenario(ScenarioReader.Load(paths, overrides));

    /// <summary>What is to be watched; null for nothing.</summary>
    internal WatchedScenario? Watched { get; private set; }

    internal MockWsServerBuilder Watch(Action<ScenarioReload> tell, IReadOnlyList<string> paths)
    {
        Watched = WatchedScenario.Of(paths, tell);
        return this;
    }

    internal void AddWarnings(IEnumerable<string> warnings) => _warnings.AddRange(warnings);

    private MockWsServerBuilder UseCertificate(SslStreamCertificateContext context)
    {
        Options.CertificateContext = context;
        return this;
    }

    /// <summary>Agrees to these subprotocols, the best first.</summary>
    public MockWsServerBuilder UseSubprotocols(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
        {
            Options.Subprotocols.Add(name);
        }

        return this;
    }

    /// <summary>Says what becomes of a message that nothing else answers; without this it is echoed.</summary>
    public MockWsServerBuilder Otherwise(Unmatched unmatched)
    {
        Options.Unmatched = unmatched;
        return this;
    }

    /// <summary>Leaves pings without a pong (RFC 6455 section 5.5.2 wants one).</summary>
    public MockWsServerBuilder WithoutAutomaticPong()
    {
        Options.AutomaticPong = false;
        return this;
    }

    /// <summary>Leaves a client's close frame without an answer (RFC 6455 section 5.5.1 wants one).</summary>
    public MockWsServerBuilder WithoutCloseEcho()
    {
        Options.CloseEcho = false;
        return this;
    }

    /// <summary>Declines permessage-deflate.</summary>
    public MockWsServerBuilder WithoutCompression()
    {
        Options.Compression = false;
        return this;
    }

    /// <summary>Sends a ping on every connection each time this much has gone by.</summary>
    public MockWsServerBuilder KeepAlive(TimeSpan interval)
    {
        Options.KeepAliveInterval = interval;
        return this;
    }

    /// <summary>Takes the time from here, say from a <c>FakeTimeProvider</c>.</summary>
    public MockWsServerBuilder UseTime(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Options.Time = time;
        return this;
    }
}
