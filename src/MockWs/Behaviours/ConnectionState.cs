using System.Collections.Immutable;
using System.Text.Json;

namespace MockWs.Behaviours;

/// <summary>
/// What a connection's behaviour remembers. Immutable. What is not used is not made: each dictionary is code to compile for a test's first connection.
/// </summary>
internal sealed record ConnectionState
{
    /// <summary>A connection's beginning.</summary>
    public static ConnectionState Empty { get; } = new();

    /// <summary>The named states.</summary>
    public ImmutableDictionary<string, string> Names { get => field ?? ImmutableDictionary<string, string>.Empty; init; }

    /// <summary>The counters that are not 0.</summary>
    public ImmutableDictionary<string, long> Counters { get => field ?? ImmutableDictionary<string, long>.Empty; init; }

    /// <summary>What was captured from earlier messages.</summary>
    public ImmutableDictionary<string, JsonElement> Captured { get => field ?? ImmutableDictionary<string, JsonElement>.Empty; init; }

    /// <summary>How often each rule has answered, of those that answer only so often.</summary>
    public ImmutableDictionary<int, int> Answered { get => field ?? ImmutableDictionary<int, int>.Empty; init; }
}
