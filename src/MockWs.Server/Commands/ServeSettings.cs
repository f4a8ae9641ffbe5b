using System.Net.Security;
using MockWs.Behaviours;
using MockWs.Server.Admin;
using MockWs.Server.Logging;
using MockWs.Transports.Sockets;
using MockWs.Transports.Tls;

namespace MockWs.Server.Commands;

/// <summary>What the command line comes to, checked.</summary>
/// <param name="Addresses">Where to listen; at least one.</param>
/// <param name="Certificate">What clients of <c>wss://</c> see; null for one made for this run.</param>
/// <param name="IsQuiet">Whether clients and messages are left out of the output.</param>
internal sealed record ServeSettings(IReadOnlyList<ListenAddress> Addresses, SslStreamCertificateContext? Certificate, bool IsQuiet)
{
    public const int DefaultPort = 8080;

    /// <summary>The JSON scenarios, each laid over those before it; none for an echo.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Whether the scenarios are read again when they change.</summary>
    public bool IsWatching { get; init; }

    /// <summary>What is over the scenarios and the environment, by configuration path.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether nothing was said of <see cref="Addresses"/>, so that a scenario's own take their place.</summary>
    public bool AreAddressesDefault { get; init; }

    /// <summary>The file that keeps the journal; null to leave that to the scenario.</summary>
    public string? RecordPath { get; init; }

    /// <summary>What becomes of a message that nothing else answers; null to leave that to the scenario.</summary>
    public Unmatched? Unmatched { get; init; }

    /// <summary>Where random numbers begin; null to leave that to the scenario.</summary>
    public int? Seed { get; init; }

    /// <summary>How many clients may be connected at the same time; null to leave that to the scenario.</summary>
    public int? ConnectionLimit { get; init; }

    /// <summary>The longest message, in bytes; null to leave that to the scenario.</summary>
    public int? MessageLimit { get; init; }

    /// <summary>The longest head of an upgrade request, in bytes; null to leave that to the scenario.</summary>
    public int? HeadLimit { get; init; }

    /// <summary>Whether it is told at the end what was not as the scenario expects.</summary>
    public bool IsVerifying { get; init; }

    /// <summary>The form in which the tool says what happens.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>How the API is to be had.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <exception cref="StartupException">The options contradict each other, or one of them is wrong.</exception>
    public static ServeSettings From(ServeOptions options)
    {
        if (options is { CertificatePath: null, KeyPath: not null } or { CertificatePath: null, CertificatePassword: not null })
        {
            throw Wrong("--key and --cert-password belong to a certificate: give it with --cert FILE.");
        }

        if (options.RecordPath is { } record && options.Scenarios.Any(scenario => Path.GetFullPath(scenario) == Path.GetFullPath(record)))
        {
            throw Wrong($"--record would write over the scenario \"{record}\": give it a file of its own.");
        }

        if (options is { IsWatching: true, Scenarios: [] })
        {
            throw Wrong("--watch needs a scenario to watch: mockws chat.json --watch.");
        }

        var addresses = AddressesOf(options);
        if (options.CertificatePath is not null && !addresses.Any(address => address.IsSecure))
        {
            throw Wrong("--cert needs a wss:// URL to be used for; write --url wss://localhost:8443, or leave --url out.");
        }

        return new ServeSettings(addresses, options.CertificatePath is { } path ? Load(path, options) : null, options.IsQuiet)
        {
            Scenarios = options.Scenarios,
            IsWatching = options.IsWatching,
            Overrides = Overridden(options.Overrides),
            RecordPath = options.RecordPath,
            Unmatched = options.Unmatched,
            Seed = options.Seed,
            ConnectionLimit = options.ConnectionLimit,
            MessageLimit = options.MessageLimit,
            HeadLimit = options.HeadLimit,
            LogFormat = options.LogFormat,
            Api = options.Api,
            AreAddressesDefault = options is { Urls: [], Port: null, IsSecure: false, CertificatePath: null },
        };
    }

    private static Dictionary<string, string?> Overridden(IEnumerable<string> overrides)
    {
        var overridden = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in overrides)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw Wrong($"--set is KEY=VALUE, such as --set seed=7 or --set endpoints.0.path=/other, not \"{text}\".");
            }

            overridden[text[..equals].Replace('.', ':')] = text[(equals + 1)..];
        }

        return overridden;
    }

    private static List<ListenAddress> AddressesOf(ServeOptions options)
    {
        if (options.Urls is [])
        {
            return [new ListenAddress(options.IsSecure || options.CertificatePath is not null, "localhost", options.Port ?? DefaultPort)];
        }

        if (options.Port is not null || options.IsSecure)
        {
            throw Wrong("--port and --tls are for the default URL. With --url, write them into it: --url wss://localhost:8443.");
        }

        try
        {
            return [.. options.Urls.Select(ListenAddress.Parse)];
        }
        catch (ArgumentException e)
        {
            throw new StartupException(ExitCode.WrongUsage, e.Message, e);
        }
    }

    private static SslStreamCertificateContext Load(string path, ServeOptions options)
    {
        try
        {
            return IsPem(path) ? ServerCertificate.FromPem(path, options.KeyPath) : ServerCertificate.FromPfx(path, options.CertificatePassword);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StartupException(ExitCode.BadCertificate, e.Message, e);
        }
    }

    /// <summary>Whether a file has the text form of certificates; a PFX is binary.</summary>
    private static bool IsPem(string path) => File.Exists(path) && File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);

    private static StartupException Wrong(string message) => new(ExitCode.WrongUsage, message);
}

/// <summary>The options as they were given.</summary>
internal sealed record ServeOptions
{
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    public bool IsWatching { get; init; }

    public IReadOnlyList<string> Overrides { get; init; } = [];

    public int? Port { get; init; }

    public IReadOnlyList<string> Urls { get; init; } = [];

    public bool IsSecure { get; init; }

    public string? CertificatePath { get; init; }

    public string? KeyPath { get; init; }

    public string? CertificatePassword { get; init; }

    public string? RecordPath { get; init; }

    public Unmatched? Unmatched { get; init; }

    public int? Seed { get; init; }

    public int? ConnectionLimit { get; init; }

    public int? MessageLimit { get; init; }

    public int? HeadLimit { get; init; }

    public LogFormat LogFormat { get; init; }

    public bool IsQuiet { get; init; }

    public ApiSettings Api { get; init; } = new();
}
