using MockWs.Behaviours.Actions;

namespace MockWs.Behaviours;

/// <summary>A path and what is said there: data, made by the builder. Immutable.</summary>
internal sealed record Endpoint
{
    /// <summary>Which paths are meant; null for the endpoint of a server that has no others.</summary>
    public PathPattern? Path { get; init; }

    /// <summary>Which connections of this path, counted from 1; null for all.</summary>
    public int? Nth { get; init; }

    /// <summary>What the query must hold: a name and a glob for its value, null for any.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Query { get; init; } = [];

    /// <summary>What the headers must hold: a name and a glob for its value, null for any.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Headers { get; init; } = [];

    /// <summary>The subprotocols to agree to, the best first; null for the server's.</summary>
    public IReadOnlyList<string>? Subprotocols { get; init; }

    /// <summary>What is said before the client says anything.</summary>
    public IReadOnlyList<MockAction> OnOpen { get; init; } = [];

    /// <summary>What is done about a ping, before the automatic pong.</summary>
    public IReadOnlyList<MockAction> OnPing { get; init; } = [];

    /// <summary>What is done about a pong.</summary>
    public IReadOnlyList<MockAction> OnPong { get; init; } = [];

    /// <summary>What is done about a close frame, before its echo.</summary>
    public IReadOnlyList<MockAction> OnClose { get; init; } = [];

    /// <summary>How long a client may say nothing before <see cref="OnIdle"/>.</summary>
    public TimeSpan? IdleTime { get; init; }

    /// <summary>What is done each time a client has said nothing for that long.</summary>
    public IReadOnlyList<MockAction> OnIdle { get; init; } = [];

    /// <summary>The answers; the first that matches is given.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>What is done about a message that no rule answers; null for the server's default.</summary>
    public IReadOnlyList<MockAction>? Otherwise { get; init; }
}
