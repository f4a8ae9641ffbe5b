namespace MockWs.Behaviours.Matching;

/// <summary>A named state must have this value.</summary>
/// <param name="name">A state of the connection, or with <c>server.</c> before its name one of the server.</param>
/// <param name="value">The value needed.</param>
internal sealed class StateMatcher(string name, string value) : Matcher
{
    public string Name { get; } = name;

    public string Value { get; } = value;

    internal override bool LooksAtMessage => false;

    internal override bool IsMatch(Message message, MatchScope scope) => Current(scope) == Value;

    internal override NearMiss Explain(Message message, MatchScope scope) =>
        new(0.5, $"state {Name}: needed {JsonText.Quote(Value)}, is {(Current(scope) is { } current ? JsonText.Quote(current) : "not set")}");

    public override string ToString() => $"state {Name} is {JsonText.Quote(Value)}";

    public override bool Equals(object? obj) => obj is StateMatcher other && Name == other.Name && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Name, Value);

    private string? Current(MatchScope scope) => ServerState.IsNameOfServer(Name, out var own)
        ? scope.Server.Names.GetValueOrDefault(own)
        : scope.Connection.Names.GetValueOrDefault(own);
}
