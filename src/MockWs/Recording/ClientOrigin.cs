namespace MockWs.Recording;

/// <summary>Where a connection comes from; kept once a chunk, not with each entry.</summary>
/// <param name="Path">The path of the handshake, without the query; empty where no request came.</param>
/// <param name="RemoteAddress">Where the client is, for people to read.</param>
internal sealed record ClientOrigin(string Path, string RemoteAddress)
{
    public static readonly ClientOrigin Unknown = new("", "");
}
