using System.Text.Json;

namespace MockWs.Behaviours.Matching;

/// <summary>The message, text or binary, must be JSON that contains this, as <see cref="JsonDifference.IsSubset"/> has it.</summary>
internal sealed class JsonContainsMatcher(JsonElement expected) : Matcher
{
    public JsonElement Expected { get; } = expected;

    internal override bool IsMatch(Message message, MatchScope scope) => message.Json is { } json && JsonDifference.IsSubset(Expected, json);

    internal override NearMiss Explain(Message message, MatchScope scope) => JsonDifference.Explain(Expected, message, wholly: false);

    public override string ToString() => $"JSON contains {JsonText.Show(Expected)}";

    public override bool Equals(object? obj) => obj is JsonContainsMatcher other && JsonElement.DeepEquals(Expected, other.Expected);

    public override int GetHashCode() => HashCode.Combine(typeof(JsonContainsMatcher), JsonText.HashOf(Expected));
}
