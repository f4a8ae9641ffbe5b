using System.Text.Json;

namespace MockWs.Behaviours.Matching;

/// <summary>The message, text or binary, must be JSON and equal to this: numbers by value, objects whatever the order of their members.</summary>
internal sealed class JsonIsMatcher(JsonElement expected) : Matcher
{
    public JsonElement Expected { get; } = expected;

    internal override bool IsMatch(Message message, MatchScope scope) => message.Json is { } json && JsonElement.DeepEquals(Expected, json);

    internal override NearMiss Explain(Message message, MatchScope scope) => JsonDifference.Explain(Expected, message, wholly: true);

    public override string ToString() => $"JSON is {JsonText.Show(Expected)}";

    public override bool Equals(object? obj) => obj is JsonIsMatcher other && JsonElement.DeepEquals(Expected, other.Expected);

    public override int GetHashCode() => HashCode.Combine(typeof(JsonIsMatcher), JsonText.HashOf(Expected));
}
