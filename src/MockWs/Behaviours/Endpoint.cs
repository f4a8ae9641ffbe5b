using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Scripts;
using MockWs.Callbacks;
using MockWs.Faults;

namespace MockWs.Behaviours;

/// <summary>A path and what is said there: data, made by the builder. Immutable.</summary>
internal sealed record Endpoint
{
    /// <summary>Which paths are meant; null for the endpoint of a server that has no others.</summary>
    public PathPattern? Path { get; init; }

    /// <summary>Which connections of this path, counted from 1; null for all.</summary>
    public int? Nth { get; init; }

    /// <summary>What the query must hold: a name and a glob for its value.</summary>
    public ValueList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>What the headers must hold: a name and a glob for its value.</summary>
    public ValueList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The subprotocols that the client must have offered (RFC 6455 section 4.1).</summary>
    public ValueList<string> OfferedSubprotocols { get; init; } = [];

    /// <summary>The subprotocols to agree to, the best first; null for those that have to be offered, or without these the server's.</summary>
    public ValueList<string>? Subprotocols { get; init; }

    /// <summary>What goes wrong here on purpose.</summary>
    public ValueList<FaultBinding> Faults { get; init; } = [];

    /// <summary>What is said before the client says anything.</summary>
    public ValueList<MockAction> OnOpen { get; init; } = [];

    /// <summary>What is done about a ping, before the automatic pong.</summary>
    public ValueList<MockAction> OnPing { get; init; } = [];

    /// <summary>What is done about a pong.</summary>
    public ValueList<MockAction> OnPong { get; init; } = [];

    /// <summary>What is done about a close frame, before its echo.</summary>
    public ValueList<MockAction> OnClose { get; init; } = [];

    /// <summary>How long a client may say nothing before <see cref="OnIdle"/>.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>What is done each time a client has said nothing for that long.</summary>
    public ValueList<MockAction> OnIdle { get; init; } = [];

    /// <summary>What is done of its own accord, counted from the moment when a connection opens.</summary>
    public ValueList<Every> Timers { get; init; } = [];

    /// <summary>How connections are found that do not answer any more; null for not at all.</summary>
    public Heartbeat? Heartbeat { get; init; }

    /// <summary>Hangs the author's callbacks on each connection; null for none.</summary>
    public Action<IWebSocketConnection>? Callbacks { get; init; }

    /// <summary>What is done step by step on each connection; null for nothing.</summary>
    public ValueList<ScriptStep>? Script { get; init; }

    /// <summary>The answers; the first that matches is given.</summary>
    public ValueList<Rule> Rules { get; init; } = [];

    /// <summary>What is done about a message that no rule answers; null for the server's default.</summary>
    public ValueList<MockAction>? Otherwise { get; init; }

    /// <summary>The subprotocols to agree to in a handshake, the best first.</summary>
    /// <param name="ofServer">The server's.</param>
    public IReadOnlyList<string> Agrees(IReadOnlyList<string> ofServer) =>
        Subprotocols ?? (OfferedSubprotocols.Count > 0 ? OfferedSubprotocols : ofServer);

    /// <summary>Its path and its conditions, which tell it from other endpoints.</summary>
    public string Name => string.Join(
        ", ",
        [
            $"{Path}",
            .. Nth is { } nth ? [$"connection {nth}"] : Array.Empty<string>(),
            .. Query.Select(wanted => $"query {wanted.Key}={wanted.Value}"),
            .. Headers.Select(wanted => $"header {wanted.Key}: {wanted.Value}"),
            .. OfferedSubprotocols.Select(name => $"subprotocol {name}"),
        ]);

    /// <summary>Whether every connection that another endpoint means is meant by this one.</summary>
    public bool Takes(Endpoint other) =>
        Path!.Takes(other.Path!)
        && Nth is null
        && !Query.Except(other.Query).Any()
        && !Headers.Except(other.Headers).Any()
        && !OfferedSubprotocols.Except(other.OfferedSubprotocols).Any();

    /// <summary>Whether another endpoint means the same connections.</summary>
    public bool HasConditionsOf(Endpoint other) =>
        Equals(Path, other.Path)
        && Nth == other.Nth
        && Query.Equals(other.Query)
        && Headers.Equals(other.Headers)
        && OfferedSubprotocols.Equals(other.OfferedSubprotocols);
}
