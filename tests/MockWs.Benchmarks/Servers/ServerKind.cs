namespace MockWs.Benchmarks.Servers;

/// <summary>What runs in the process of a server.</summary>
internal enum ServerKind
{
    /// <summary>MockWs, with its recording on.</summary>
    MockWs,

    /// <summary>ASP.NET Core's WebSocket middleware on Kestrel.</summary>
    Kestrel,

    /// <summary>npm ws on Node.js.</summary>
    Ws,

    /// <summary>The least code over SocketTransportFactory that echoes: no rules, no journal.</summary>
    Naive,

    /// <summary>Counts bytes and sends as many back: it shows the ceiling of the load client, and is no server to compare with.</summary>
    Sink,
}

/// <summary>What a server is called on the command line and in a table.</summary>
internal static class ServerNames
{
    public static string Name(this ServerKind kind) => kind.ToString().ToLowerInvariant();
}
