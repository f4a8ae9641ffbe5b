using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MockWs.Transports.Sockets;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>Puts a <see cref="MockWsServer"/> and an ASP.NET Core application on one port.</summary>
public static class MockWsListenOptionsExtensions
{
    // The server's own clock bounds the handshake, which a fault may stall for long. Kestrel fails where it is to wait without a bound.
    private static readonly TimeSpan LongestHandshake = TimeSpan.FromDays(30);

    /// <summary>
    /// Speaks TLS with the mock server's certificate, and as its faults of TLS will have it; goes before <see cref="UseMockWs"/>. TLS comes before the first
    /// request, so every connection counts for such a fault and meets it, those that turn out to be the application's too. The handshake may take as long
    /// as <see cref="MockWsServerOptions.HandshakeTimeout"/> says.
    /// </summary>
    /// <param name="options">The endpoint of Kestrel.</param>
    /// <param name="server">The mock server.</param>
    /// <example><code>
    /// builder.WebHost.ConfigureKestrel(kestrel =&gt; kestrel.ListenLocalhost(8443, endpoint =&gt; endpoint.UseHttps(server).UseMockWs(server)));
    /// </code></example>
    public static ListenOptions UseHttps(this ListenOptions options, MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(server);
        options.Use(next => connection => server.MeetAsync(connection, next));

        options.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = TlsMeeting.AnswerAsync, HandshakeTimeout = LongestHandshake });
        options.Use(next => connection =>
        {
            connection.Features.GetRequiredFeature<TlsMeeting>().Secured();
            return next(connection);
        });
        return options;
    }

    /// <summary>
    /// Hands each connection that begins with a WebSocket handshake to the mock server, and every other one to the application. Only the
    /// first request of a connection is looked at. <c>UseHttps</c> goes before it. The socket transport of this Kestrel is set up to flush
    /// until the socket has taken all bytes, so that nothing is lost where a connection ends.
    /// </summary>
    /// <param name="options">The endpoint of Kestrel.</param>
    /// <param name="server">The mock server, which may listen on ports of its own, or on none (<see cref="MockWsServerBuilder.InMemory"/>).</param>
    /// <example><code>
    /// builder.WebHost.ConfigureKestrel(kestrel =&gt; kestrel.ListenLocalhost(8080, endpoint =&gt; endpoint.UseMockWs(server)));
    /// </code></example>
    public static ListenOptions UseMockWs(this ListenOptions options, MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(server);
        return options.UseMockWsExcept(server, reserved: null);
    }

    /// <summary>Speaks TLS with the mock server's certificate, and nothing goes wrong in it.</summary>
    internal static ListenOptions UseRightHttps(this ListenOptions options, MockWsServer server)
    {
        var tls = TlsDuplexPipe.OptionsFor(server.CertificateContext);
        return options.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls) });
    }

    /// <summary>Does so, but leaves every request below a path to the application, a WebSocket handshake too.</summary>
    /// <param name="options">The endpoint of Kestrel.</param>
    /// <param name="server">The mock server.</param>
    /// <param name="reserved">The path, without a slash at its end; null for none.</param>
    internal static ListenOptions UseMockWsExcept(this ListenOptions options, MockWsServer server, string? reserved)
    {
        if (options.ApplicationServices.GetService<IOptions<SocketTransportOptions>>() is { } sockets)
        {
            SocketListener.Configure(sockets.Value);
        }

        options.Use(next => connection => server.HandleUpgradeAsync(connection, next, reserved));
        return options;
    }
}
