using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MockWs.Server.Admin;
using MockWs.Server.Commands;
using MockWs.Server.Pages;

namespace MockWs.Server.Hosting;

/// <summary>The ASP.NET Core application: who gets which request.</summary>
internal static class ToolApplication
{
    /// <param name="server">Gets the WebSocket handshakes.</param>
    /// <param name="scenario">What it says.</param>
    /// <param name="settings">The command line.</param>
    /// <param name="endpoints">Where WebSocket clients connect.</param>
    /// <param name="own">Where the API has a port of its own; null if it has none.</param>
    public static WebApplication Build(
        MockWsServer server, ServedScenario scenario, ServeSettings settings, IReadOnlyList<Endpoint> endpoints, Endpoint? own)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "mockws" });
        var reserved = settings.Api is { IsOn: true, Port: null } ? ApiSettings.Root : null;
        builder.WebHost.UseKestrelCore();
        var listeners = endpoints.Concat(own is null ? [] : [own]).SelectMany(endpoint => endpoint.Listeners).ToList();
        builder.Services.RemoveAll<IConnectionListenerFactory>().AddSingleton<IConnectionListenerFactory>(new BoundListeners(listeners));
        SpareWhatNobodyAsksFor(builder.Services);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(services =>
        {
            var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
            foreach (var endpoint in endpoints)
            {
                Listen(kestrel, endpoint, options => options.UseHttps(server), options => options.UseMockWsExcept(server, reserved));
            }

            if (own is not null)
            {
                Listen(kestrel, own, options => options.UseRightHttps(server), options => options);
            }

            return Options.Create(kestrel);
        });
        var app = builder.Build();
        app.Use(next => context =>
        {
            // Only the first request of a connection can become a WebSocket, so each request has a connection of its own.
            context.Response.Headers.Connection = "close";
            return next(context);
        });
        app.Use(next => context => Page.ServeAsync(context, next));
        if (settings.Api.IsOn)
        {
            var tool = new ToolState(server, scenario, settings.Api)
            {
                Urls = [.. endpoints.Select(endpoint => endpoint.Url)],
                Scenarios = settings.Scenarios,
                Stopping = app.Lifetime.ApplicationStopping,
            };

            // Made when it is first called: a client's first handshake is not to wait for it.
            var api = new Lazy<RequestDelegate>(() => BuildApi(app, tool));
            app.Use(next => context => IsForApi(context, own) ? api.Value(context) : next(context));
        }

        app.Run(Page.SayNothingIsHereAsync);
        return app;
    }

    private static RequestDelegate BuildApi(IApplicationBuilder app, ToolState tool)
    {
        var branch = app.New();
        branch.Map(ApiSettings.Root, api => AdminApi.Map(api, tool));
        return branch.Build();
    }

    /// <summary>
    /// Options as they are, in place of what would find out how they are to be. Each class of options that is looked for so takes generic types that the
    /// native binary puts together when it runs, at a tenth of a megabyte each.
    /// </summary>
    private static void SpareWhatNobodyAsksFor(IServiceCollection services)
    {
        services.RemoveAll<IStartupValidator>();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(Options.Create(new HostOptions { ShutdownTimeout = RunningTool.StopTimeout }));
        services.AddSingleton(Options.Create(new ConsoleLifetimeOptions()));
        services.AddSingleton(Options.Create(new FormOptions()));
    }

    private static bool IsForApi(HttpContext context, Endpoint? own) =>
        context.Request.Path.StartsWithSegments(ApiSettings.Root, StringComparison.Ordinal)
        && (own is null || own.Listeners.Any(listener => listener.EndPoint.Port == context.Connection.LocalPort));

    private static void Listen(
        KestrelServerOptions kestrel, Endpoint endpoint, Func<ListenOptions, ListenOptions> secure, Func<ListenOptions, ListenOptions> finish)
    {
        foreach (var listener in endpoint.Listeners)
        {
            kestrel.Listen(listener.EndPoint, options =>
            {
                // A WebSocket over HTTP/2 begins in another way (RFC 8441), which this server does not speak.
                options.Protocols = HttpProtocols.Http1;
                finish(endpoint.Address.IsSecure ? secure(options) : options);
            });
        }
    }
}
