using MockWs.Fleck;

namespace MockWs;

/// <summary>Puts Fleck under a <see cref="MockWsServer"/>.</summary>
public static class MockWsFleckExtensions
{
    /// <summary>
    /// Lets Fleck speak to the clients: it reads the upgrade request, writes the 101, and takes frames apart and puts them together. Ports, TLS,
    /// endpoints, journal and everything else stay as they are. What Fleck cannot do (permessage-deflate) is not offered to clients, and a
    /// scenario that asks for it does not start.
    /// </summary>
    /// <param name="mock">The builder.</param>
    /// <returns>The builder.</returns>
    /// <example><code>
    /// await using var server = await MockWsServer.StartAsync(mock =&gt; mock.UseFleck().At("/chat"));
    /// </code></example>
    public static MockWsServerBuilder UseFleck(this MockWsServerBuilder mock)
    {
        ArgumentNullException.ThrowIfNull(mock);
        mock.Options.Backend = new FleckBackend();
        return mock;
    }
}
