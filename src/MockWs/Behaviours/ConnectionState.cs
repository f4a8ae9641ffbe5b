using System.Collections.Immutable;
using System.Text.Json;

namespace MockWs.Behaviours;

/// <summary>What a connection's behaviour remembers. Immutable.</summary>
internal sealed record ConnectionState
{
    /// <summary>A connection's beginning.</summary>
    public static ConnectionState Empty { get; } = new();

    /// <summary>The named states.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The counters that are not 0.</summary>
    public ImmutableDictionary<string, long> Counters { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>What was captured from earlier messages.</summary>
    public ImmutableDictionary<string, JsonElement> Captured { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>How often each rule has answered, of those that answer only so often.</summary>
    public ImmutableDictionary<int, int> Answered { get; init; } = ImmutableDictionary<int, int>.Empty;
}
