using MockWs.Server.Hosting;

namespace MockWs.Server.Admin;

/// <summary>What the API looks at and drives.</summary>
internal sealed class ToolState(MockWsServer server, ServedScenario scenario, ApiSettings api)
{
    public MockWsServer Server { get; } = server;

    public ServedScenario Scenario { get; } = scenario;

    public ApiSettings Api { get; } = api;

    /// <summary>Where WebSocket clients connect.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>The files that are served, as the command line named them.</summary>
    public required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>Cancelled when the tool is about to stop, so that nothing that lasts holds it up.</summary>
    public required CancellationToken Stopping { get; init; }

    /// <summary>The names that the tool listens on.</summary>
    public IReadOnlyCollection<string> HostNames => [.. Urls.Select(url => url.Host)];
}
