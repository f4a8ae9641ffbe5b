using System.Collections.ObjectModel;

namespace MockWs.Behaviours;

/// <summary>What a server remembers for all its connections. It may change while it is read.</summary>
/// <param name="Names">The named states.</param>
/// <param name="Counters">The counters that are not 0.</param>
internal sealed record ServerState(IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, long> Counters)
{
    private const string Prefix = "server.";

    /// <summary>A server's beginning.</summary>
    public static ServerState Empty { get; } = new(ReadOnlyDictionary<string, string>.Empty, ReadOnlyDictionary<string, long>.Empty);

    /// <summary>Whether a name is that of something the server remembers, and not the connection: <c>server.mode</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="own">The name without <c>server.</c>.</param>
    public static bool IsNameOfServer(string name, out string own)
    {
        var isOfServer = name.StartsWith(Prefix, StringComparison.Ordinal);
        own = isOfServer ? name[Prefix.Length..] : name;
        return isOfServer;
    }
}
