namespace MockWs.Behaviours.Matching;

/// <summary>A counter must stand between two numbers. One that was never counted stands at 0.</summary>
/// <param name="name">A counter of the connection, or with <c>server.</c> before its name one of the server.</param>
/// <param name="min">The least it may be.</param>
/// <param name="max">The most it may be.</param>
internal sealed class CounterMatcher(string name, long min, long max) : Matcher
{
    public string Name { get; } = name;

    public long Min { get; } = min;

    public long Max { get; } = max;

    internal override bool LooksAtMessage => false;

    internal override bool IsMatch(Message message, MatchScope scope) => Current(scope) is var current && current >= Min && current <= Max;

    internal override NearMiss Explain(Message message, MatchScope scope) => new(0.5, $"counter {Name}: needed {Needed}, is {Current(scope)}");

    public override string ToString() => $"counter {Name} is {Needed}";

    public override bool Equals(object? obj) => obj is CounterMatcher other && Name == other.Name && Min == other.Min && Max == other.Max;

    public override int GetHashCode() => HashCode.Combine(typeof(CounterMatcher), Name, Min, Max);

    private string Needed => (Min, Max) switch
    {
        _ when Min == Max => $"{Min}",
        (_, long.MaxValue) => $"at least {Min}",
        (long.MinValue, _) => $"at most {Max}",
        _ => $"{Min} to {Max}",
    };

    private long Current(MatchScope scope) => ServerState.IsNameOfServer(Name, out var own)
        ? scope.Server.Counters.GetValueOrDefault(own)
        : scope.Connection.Counters.GetValueOrDefault(own);
}
