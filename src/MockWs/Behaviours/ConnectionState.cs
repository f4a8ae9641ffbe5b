using System.Collections.Immutable;

namespace MockWs.Behaviours;

/// <summary>What a connection's behaviour remembers. Immutable.</summary>
/// <param name="Names">The named states.</param>
/// <param name="Answered">How often each rule has answered, of those that answer only so often.</param>
internal sealed record ConnectionState(ImmutableDictionary<string, string> Names, ImmutableDictionary<int, int> Answered)
{
    /// <summary>A connection's beginning.</summary>
    public static ConnectionState Empty { get; } = new(ImmutableDictionary<string, string>.Empty, ImmutableDictionary<int, int>.Empty);
}
