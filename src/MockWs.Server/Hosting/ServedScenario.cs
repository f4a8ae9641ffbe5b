using System.Text;
using System.Text.Json.Nodes;
using MockWs.Configuration;
using MockWs.Server.Admin;
using MockWs.Server.Commands;
using MockWs.Transports.Sockets;

namespace MockWs.Server.Hosting;

/// <summary>
/// What the mock server says: the scenarios with the environment and the command line over them, or a text that took their place. Safe for
/// concurrent use.
/// </summary>
internal sealed class ServedScenario(ServeSettings settings)
{
    /// <summary>What <see cref="Finish"/> says whatever a scenario does: this tool listens, and stops in time.</summary>
    private static readonly string[] NotOurs = ["urls", "stopTimeout"];

    private readonly Lock _lock = new();
    private string? _file;
    private string? _told;
    private IReadOnlyList<string>? _urls;

    /// <summary>What the files say of <see cref="NotOurs"/>, and nothing else.</summary>
    private MockWsServerBuilder _said = new();

    /// <summary>Where WebSocket clients connect.</summary>
    public IReadOnlyList<ListenAddress> Addresses =>
        settings.AreAddressesDefault && _urls is { Count: > 0 } urls ? [.. urls.Select(ListenAddress.Parse)] : settings.Addresses;

    /// <summary>The folder that files are sent from: that of the last scenario; null if there is none.</summary>
    public string? Folder => settings.Scenarios switch
    {
        [] => null,
        [.., var last] => Directory.Exists(last) ? last : Path.GetDirectoryName(Path.GetFullPath(last)),
    };

    /// <summary>Says what the files and the command line say.</summary>
    /// <exception cref="ScenarioException">A scenario is wrong.</exception>
    /// <exception cref="StartupException">An endpoint is where the API is.</exception>
    public void Configure(MockWsServerBuilder mock)
    {
        GiveNoPort(mock);
        if (settings.IsWatching)
        {
            mock.Watch(Tell, settings.Scenarios);
        }

        var file = settings.Scenarios is [var path] && File.Exists(path) ? File.ReadAllText(path) : null;
        if (settings.Scenarios.Count > 0 || settings.Overrides.Count > 0)
        {
            mock.UseScenario(settings.Scenarios, settings.Overrides);
            foreach (var warning in mock.Warnings)
            {
                Console.Error.WriteLine(warning);
            }
        }

        if (Shadowed(mock) is { } error)
        {
            throw new StartupException(ExitCode.WrongUsage, error);
        }

        _urls ??= [.. mock.Options.Urls];
        _said = new MockWsServerBuilder();
        _said.Options.StopTimeout = mock.Options.StopTimeout;
        if (_urls.Count > 0)
        {
            _said.ListenOn([.. _urls]);
        }

        Finish(mock);
        Validate(mock);
        (_file, _told) = (file, null);
    }

    /// <summary>Says what a text says in place of the files, to the clients that come from now on.</summary>
    /// <returns>Its warnings.</returns>
    /// <exception cref="ScenarioException">It is wrong; nothing is changed.</exception>
    public IReadOnlyList<string> Replace(MockWsServer server, string text)
    {
        lock (_lock)
        {
            IReadOnlyList<string> warnings = [];
            server.Reconfigure(mock => warnings = Say(mock, text));
            _told = text;
            return warnings;
        }
    }

    /// <summary>Puts endpoints in, each in the place of those of the same path or before all others, and takes endpoints out.</summary>
    /// <param name="server">The server.</param>
    /// <param name="endpoints">What comes in.</param>
    /// <param name="removed">The paths of those that go.</param>
    /// <exception cref="ScenarioException">It cannot be done; nothing is changed.</exception>
    public void Patch(MockWsServer server, IReadOnlyList<Behaviours.Endpoint> endpoints, IReadOnlyList<string> removed)
    {
        lock (_lock)
        {
            server.Reconfigure(mock =>
            {
                mock.UseScenarioText(server.ToJson(), Folder);
                EndpointPatch.Apply(mock.Options.Endpoints, endpoints, removed);
                Check(mock);
            });
            _told = JsonOf(server);
        }
    }

    /// <summary>Looks for what is wrong with a text.</summary>
    /// <returns>Its warnings.</returns>
    /// <exception cref="ScenarioException">It is wrong.</exception>
    public IReadOnlyList<string> Check(string text) => Say(new MockWsServerBuilder(), text);

    /// <summary>The scenario as it was written, comments and all; put together anew where it is from more than one place.</summary>
    public string TextOf(MockWsServer server) => _told ?? (_file is { } file && IsAll(file, server) ? file : JsonOf(server));

    /// <summary>The scenario put together anew, without what this tool says of its server.</summary>
    public string JsonOf(MockWsServer server)
    {
        var scenario = JsonNode.Parse(server.ToJson())!.AsObject();
        var said = JsonNode.Parse(_said.ToJson())!.AsObject();
        foreach (var key in NotOurs)
        {
            if (said[key] is { } value)
            {
                scenario[key] = value.DeepClone();
            }
            else
            {
                scenario.Remove(key);
            }
        }

        return Encoding.UTF8.GetString(ScenarioWriter.Write(writer => scenario.WriteTo(writer.Json))) + "\n";
    }

    private bool IsAll(string file, MockWsServer server)
    {
        var alone = new MockWsServerBuilder();
        try
        {
            Say(alone, file);
        }
        catch (ScenarioException)
        {
            return false;
        }

        return alone.ToJson() == server.ToJson();
    }

    private IReadOnlyList<string> Say(MockWsServerBuilder mock, string text)
    {
        mock.UseScenarioText(text, Folder);
        Check(mock);
        return mock.Warnings;
    }

    private void Check(MockWsServerBuilder mock)
    {
        Finish(mock);
        if (Shadowed(mock) is { } error)
        {
            throw new ScenarioException([error]);
        }

        Validate(mock);
    }

    private static void Validate(MockWsServerBuilder mock)
    {
        try
        {
            mock.Options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new ScenarioException([ScenarioNode.OneLine(e.Message)]);
        }
    }

    /// <summary>What is not for a scenario to say, and what the command line says over it.</summary>
    private void Finish(MockWsServerBuilder mock)
    {
        GiveNoPort(mock);
        mock.Options.HasTls = Addresses.Any(address => address.IsSecure);
        mock.Options.CertificateContext = settings.Certificate;
        mock.Options.StopTimeout = RunningTool.StopTimeout;
        mock.Options.JournalFile = settings.RecordPath ?? mock.Options.JournalFile;
        mock.Options.Unmatched = settings.Unmatched ?? mock.Options.Unmatched;
        mock.Options.Seed = settings.Seed ?? mock.Options.Seed;
        mock.Options.ConnectionLimit = settings.ConnectionLimit ?? mock.Options.ConnectionLimit;
        mock.Options.MessageLimit = settings.MessageLimit ?? mock.Options.MessageLimit;
        mock.Options.HeadLimit = settings.HeadLimit ?? mock.Options.HeadLimit;
    }

    /// <summary>Kestrel listens, not the mock server, which has the ports for faults all the same.</summary>
    private static void GiveNoPort(MockWsServerBuilder mock) => mock.InMemory().Options.HasPortsOfAnother = true;

    private string? Shadowed(MockWsServerBuilder mock) =>
        settings.Api is { IsOn: true, Port: null } && mock.Options.Endpoints.Find(IsBelowApi) is { } shadowed
            ? $"The endpoint {shadowed.Path!.Source} is never reached: what is below {ApiSettings.Root} belongs to the API. Give it another path, or start with --no-api."
            : null;

    private void Tell(ScenarioReload reload)
    {
        if (reload.Error is { } error)
        {
            Console.Error.WriteLine($"mockws: the scenario changed and cannot be used; the one before is served on. {error.Message}");
        }
        else
        {
            Console.Out.WriteLine($"{string.Join(", ", settings.Scenarios)}: read again; new clients meet it");
        }
    }

    private static bool IsBelowApi(Behaviours.Endpoint endpoint) =>
        endpoint.Path is { } path && $"{path.Source}/".StartsWith($"{ApiSettings.Root}/", StringComparison.Ordinal);
}
