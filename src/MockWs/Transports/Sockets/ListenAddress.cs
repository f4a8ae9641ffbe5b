using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace MockWs.Transports.Sockets;

/// <summary>A URL to listen on, taken apart.</summary>
/// <param name="IsSecure">Whether it is <c>wss</c>.</param>
/// <param name="Host">As the URL has it: a name, an IP address, or <c>*</c>.</param>
/// <param name="Port">0 for a free one.</param>
internal sealed record ListenAddress(bool IsSecure, string Host, int Port)
{
    private const int FreePortAttempts = 10;

    /// <exception cref="ArgumentException">This is no URL to listen on; the message says what one looks like.</exception>
    public static ListenAddress Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException e)
        {
            throw Wrong(url, "it is no URL", e);
        }

        var isSecure = address.Scheme.ToLowerInvariant() switch
        {
            "ws" => false,
            "wss" => true,
            var other => throw Wrong(url, $"\"{other}\" is neither ws nor wss"),
        };
        if (address.PathBase.Length > 0)
        {
            throw Wrong(url, $"a server listens on a host and a port, not on the path \"{address.PathBase}\"");
        }

        // BindingAddress takes what it does not understand after the host for a part of the host.
        var hasPort = url.LastIndexOf(':') > url.IndexOf("://", StringComparison.Ordinal) + 2 && !url.EndsWith(']');
        var port = hasPort ? address.Port : isSecure ? 443 : 80;
        var result = new ListenAddress(isSecure, address.Host, port);
        if (port is < 0 or > ushort.MaxValue)
        {
            throw Wrong(url, $"port {port} is not from 0 to 65535");
        }

        return result.Addresses().Length > 0 ? result : throw Wrong(url, $"\"{address.Host}\" is neither localhost, nor *, nor an IP address");
    }

    /// <summary>Listens on every IP address that the host stands for, on one port.</summary>
    public async Task<IReadOnlyList<SocketListener>> BindAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var listeners = new List<SocketListener>();
            try
            {
                foreach (var address in Addresses())
                {
                    var port = listeners.Count > 0 ? listeners[0].EndPoint.Port : Port;
                    if (listeners.Count == 0 || Socket.OSSupportsIPv6)
                    {
                        await BindTo(address, port, listeners, cancellation).ConfigureAwait(false);
                    }
                }

                return listeners;
            }
            catch (Exception e)
            {
                foreach (var listener in listeners)
                {
                    await listener.DisposeAsync().ConfigureAwait(false);
                }

                // The port that was free on one address was in use on the other: another one will do.
                if (Port != 0 || listeners.Count == 0 || attempt == FreePortAttempts || !IsPortInUse(e))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>The URL for a client, with the port that was really taken.</summary>
    public Uri UrlAt(int port)
    {
        var host = Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : Host;
        return new Uri($"{(IsSecure ? "wss" : "ws")}://{host}:{port}/");
    }

    private static async Task BindTo(IPAddress address, int port, List<SocketListener> listeners, CancellationToken cancellation)
    {
        try
        {
            listeners.Add(await SocketListener.BindAsync(new IPEndPoint(address, port), cancellation).ConfigureAwait(false));
        }
        catch (IOException e) when (!IsPortInUse(e) && listeners.Count > 0)
        {
            // localhost without an IPv6 loopback is still localhost.
        }
    }

    private static bool IsPortInUse(Exception e) => e.InnerException is AddressInUseException;

    private IPAddress[] Addresses()
    {
        if (Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        if (Host is "*" or "+")
        {
            return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
        }

        return IPAddress.TryParse(Host, out var address) ? [address] : [];
    }

    private static ArgumentException Wrong(string url, string why, Exception? inner = null) =>
        new($"Cannot listen on \"{url}\": {why}. Write ws://localhost:8080, ws://0.0.0.0:8080, wss://[::1]:0 or the like.", inner);
}
