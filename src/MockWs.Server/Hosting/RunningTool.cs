using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using MockWs.Configuration;
using MockWs.Server.Commands;
using MockWs.Transports.Sockets;

namespace MockWs.Server.Hosting;

/// <summary>The tool while it serves: Kestrel listens, the mock server has the WebSocket clients, the API and the page have the rest.</summary>
internal sealed class RunningTool : IAsyncDisposable
{
    /// <summary>Clients and browsers get this long to leave, so that all is over within a second.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(800);

    private readonly WebApplication _app;

    private RunningTool(MockWsServer server, IReadOnlyList<Endpoint> endpoints, Endpoint? api, WebApplication app) =>
        (Server, Endpoints, ApiEndpoint, _app) = (server, endpoints, api, app);

    public MockWsServer Server { get; }

    /// <summary>Where WebSocket clients connect.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; }

    /// <summary>Where the API is to be had; null if it is turned off.</summary>
    public Endpoint? ApiEndpoint { get; }

    /// <summary>Whether the server was used as it expects, as it was when it began to stop; null until then, and where nobody asked for it.</summary>
    public Verification? Verification { get; private set; }

    /// <summary>The services of the ASP.NET Core application.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts to serve.</summary>
    /// <exception cref="ScenarioException">A scenario is wrong.</exception>
    /// <exception cref="StartupException">A port is not to be had, or the file of the journal.</exception>
    public static async Task<RunningTool> StartAsync(ServeSettings settings)
    {
        var scenario = new ServedScenario(settings);
        var server = await StartServerAsync(scenario.Configure);
        var addresses = scenario.Addresses;
        var bound = new List<Endpoint>();
        try
        {
            bound.AddRange(await BindAsync(addresses));
            var own = settings.Api is { IsOn: true, Port: { } port } ? (await BindAsync([addresses[0] with { Port = port }]))[0] : null;
            bound.AddRange(own is null ? [] : [own]);
            var endpoints = bound.Where(endpoint => endpoint != own).ToList();
            var app = ToolApplication.Build(server, scenario, settings, endpoints, own);
            await server.BeginPortsAsync([.. endpoints.SelectMany(endpoint => endpoint.Listeners)]);
            await app.StartAsync();

            var tool = new RunningTool(server, endpoints, settings.Api.IsOn ? own ?? endpoints[0] : null, app);
            app.Lifetime.ApplicationStopping.Register(() => tool.BeginStop(settings.IsVerifying));
            return tool;
        }
        catch
        {
            foreach (var listener in bound.SelectMany(endpoint => endpoint.Listeners))
            {
                await listener.DisposeAsync();
            }

            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves until Ctrl+C, SIGTERM or the end of <see cref="DisposeAsync"/>.</summary>
    public async Task WaitAsync()
    {
        await _app.WaitForShutdownAsync();
        await Server.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Kestrel waits for the clients that the mock server sends away, so both stop at once.</summary>
    private void BeginStop(bool isVerifying)
    {
        // The end breaks scripts off, which would then have failed.
        Verification = isVerifying ? Server.Verify() : null;
        _ = Server.StopAsync();
    }

    private static async Task<MockWsServer> StartServerAsync(Action<MockWsServerBuilder> configure)
    {
        try
        {
            return await MockWsServer.StartAsync(configure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In memory there is no port to fail: of files, only the journal's is left.
            throw new StartupException(ExitCode.WrongUsage, $"The file to record into cannot be written: {e.Message}", e);
        }
    }

    private static async Task<IReadOnlyList<Endpoint>> BindAsync(IEnumerable<ListenAddress> addresses)
    {
        var endpoints = new List<Endpoint>();
        try
        {
            foreach (var address in addresses)
            {
                endpoints.Add(new Endpoint(address, await address.BindAsync(CancellationToken.None)));
            }

            return endpoints;
        }
        catch (IOException e)
        {
            foreach (var listener in endpoints.SelectMany(endpoint => endpoint.Listeners))
            {
                await listener.DisposeAsync();
            }

            throw new StartupException(ExitCode.CannotListen, e.Message, e);
        }
    }
}
