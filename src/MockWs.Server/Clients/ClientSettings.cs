namespace MockWs.Server.Clients;

/// <summary>Whom a client of the command line talks to, and how it introduces itself.</summary>
/// <param name="Url">A ws:// or wss:// URL.</param>
internal sealed record ClientSettings(Uri Url)
{
    /// <summary>The subprotocols that are offered, the best first.</summary>
    public IReadOnlyList<string> Subprotocols { get; init; } = [];

    /// <summary>Headers of the handshake, in their order.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether any certificate is taken.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>How long the handshake, a reply and the end may take, each.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
