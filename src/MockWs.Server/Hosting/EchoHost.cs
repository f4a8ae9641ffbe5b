using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MockWs.Configuration;
using MockWs.Server.Commands;
using MockWs.Server.Logging;
using MockWs.Server.Pages;
using MockWs.Transports.Sockets;

namespace MockWs.Server.Hosting;

/// <summary>The running tool: Kestrel listens, the mock server has the WebSocket clients, the page has the rest.</summary>
internal static class EchoHost
{
    /// <summary>Clients and browsers get this long to leave, so that all is over within 2 s.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(1500);

    /// <summary>Serves until Ctrl+C or SIGTERM.</summary>
    /// <exception cref="ScenarioException">A scenario is wrong.</exception>
    /// <exception cref="StartupException">A port is not to be had, or the file of the journal.</exception>
    public static async Task<ExitCode> RunAsync(ServeSettings settings)
    {
        var addresses = settings.Addresses;
        await using var server = await StartAsync(mock =>
        {
            mock.InMemory();
            if (settings.Scenarios.Count > 0)
            {
                mock.UseScenario([.. settings.Scenarios]);
                foreach (var warning in mock.Warnings)
                {
                    Console.Error.WriteLine(warning);
                }
            }

            if (settings.AreAddressesDefault && mock.Options.Urls.Count > 0)
            {
                addresses = [.. mock.Options.Urls.Select(ListenAddress.Parse)];
            }

            // Kestrel listens, not the mock server.
            mock.InMemory();
            mock.Options.CertificateContext = settings.Certificate;
            mock.Options.StopTimeout = StopTimeout;
            mock.Options.JournalFile = settings.RecordPath ?? mock.Options.JournalFile;
            mock.Options.Unmatched = settings.Unmatched ?? mock.Options.Unmatched;
            mock.Options.Seed = settings.Seed ?? mock.Options.Seed;
        });
        var endpoints = await BindAsync(addresses);
        await using var app = Build(server, endpoints);
        await app.StartAsync();
        Announcement.Write(endpoints, settings.Certificate is null ? server : null);
        await using var log = settings.IsQuiet ? null : ConnectionLog.Start(server.Journal);

        // Kestrel waits for the clients that the mock server sends away, so both stop at once.
        app.Lifetime.ApplicationStopping.Register(() => _ = server.StopAsync());
        await app.WaitForShutdownAsync();
        await server.StopAsync();
        return server.Journal.SpillFailure is { } failure
            ? throw new StartupException(ExitCode.Failed, $"The recorded file is not complete: {failure}")
            : ExitCode.Stopped;
    }

    private static async Task<MockWsServer> StartAsync(Action<MockWsServerBuilder> configure)
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

    private static WebApplication Build(MockWsServer server, IReadOnlyList<Endpoint> endpoints)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mockws" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var endpoint in endpoints)
            {
                foreach (var listener in endpoint.Listeners)
                {
                    kestrel.Listen(listener.EndPoint, options => Configure(options, endpoint.Address.IsSecure, server));
                }
            }
        });
        var listeners = endpoints.SelectMany(endpoint => endpoint.Listeners).ToList();
        builder.Services.AddSingleton<IConnectionListenerFactory>(new BoundListeners(listeners));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        var app = builder.Build();
        app.Use(next => context => Page.ServeAsync(context, next));
        app.Run(Page.SayNothingIsHereAsync);
        return app;
    }

    private static void Configure(ListenOptions options, bool isSecure, MockWsServer server)
    {
        // A WebSocket over HTTP/2 begins in another way (RFC 8441), which this server does not speak.
        options.Protocols = HttpProtocols.Http1;
        if (isSecure)
        {
            var tls = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = server.CertificateContext,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            };
            options.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls) });
        }

        options.UseMockWs(server);
    }
}
