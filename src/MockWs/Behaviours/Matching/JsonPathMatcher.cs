using System.Text.Json;
using System.Text.RegularExpressions;
using MockWs.Behaviours.Matching.JsonPaths;

namespace MockWs.Behaviours.Matching;

/// <summary>The message, text or binary, must be JSON, and a JSONPath (RFC 9535) must lead to at least one node that is meant.</summary>
internal abstract class JsonPathMatcher(string path) : Matcher
{
    private const int MostShown = 3;

    private readonly JsonPath _path = JsonPath.Parse(path);

    public string Path => _path.Source;

    internal sealed override bool IsMatch(Message message, MatchScope scope)
    {
        if (message.Json is not { } json)
        {
            return false;
        }

        foreach (var node in _path.Select(json))
        {
            if (IsMeant(node, scope))
            {
                return true;
            }
        }

        return false;
    }

    internal sealed override NearMiss Explain(Message message, MatchScope scope)
    {
        if (message.Json is not { } json)
        {
            return JsonDifference.NotJson(message);
        }

        var nodes = _path.Select(json);
        return new NearMiss(
            0.05 + (0.9 * nodes.Select(Nearness).DefaultIfEmpty(0).Max()),
            $"{Path}: expected {Expectation}, was {(nodes.Count == 0 ? "missing" : Show(nodes))}");
    }

    /// <summary>What a node has to be, as it stands after "expected".</summary>
    protected abstract string Expectation { get; }

    protected abstract bool IsMeant(JsonElement node, MatchScope scope);

    /// <summary>How near a node is that is not meant, from 0 to below 1.</summary>
    protected abstract double Nearness(JsonElement node);

    private static string Show(IReadOnlyList<JsonElement> nodes)
    {
        var shown = string.Join(", ", nodes.Take(MostShown).Select(JsonText.Show));
        return nodes.Count > MostShown ? $"{shown} and {nodes.Count - MostShown} more" : shown;
    }
}

/// <summary>A JSONPath must lead to a node equal to a value.</summary>
internal sealed class JsonPathValueMatcher(string path, JsonElement value) : JsonPathMatcher(path)
{
    public JsonElement Value { get; } = value;

    protected override string Expectation => JsonText.Show(Value);

    protected override bool IsMeant(JsonElement node, MatchScope scope) => JsonElement.DeepEquals(Value, node);

    protected override double Nearness(JsonElement node) => JsonDifference.Nearness(Value, node);

    public override string ToString() => $"JSON has {Path} equal to {Expectation}";

    public override bool Equals(object? obj) => obj is JsonPathValueMatcher other && Path == other.Path && JsonElement.DeepEquals(Value, other.Value);

    public override int GetHashCode() => HashCode.Combine(Path, JsonText.HashOf(Value));
}

/// <summary>A JSONPath must lead to a string, number or truth value that a regular expression matches; its groups are left to templates.</summary>
internal sealed class JsonPathRegexMatcher(string path, string pattern) : JsonPathMatcher(path)
{
    private readonly Regex _regex = Patterns.Parse(pattern);

    public string Pattern { get; } = pattern;

    protected override string Expectation => $"a match of /{Pattern}/";

    protected override bool IsMeant(JsonElement node, MatchScope scope)
    {
        if (TextOf(node) is not { } text || _regex.Match(text) is not { Success: true } match)
        {
            return false;
        }

        scope.Groups = match;
        return true;
    }

    protected override double Nearness(JsonElement node) => 0.1;

    private static string? TextOf(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.String => node.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => node.GetRawText(),
        _ => null,
    };

    public override string ToString() => $"JSON has {Path} matching /{Pattern}/";

    public override bool Equals(object? obj) => obj is JsonPathRegexMatcher other && Path == other.Path && Pattern == other.Pattern;

    public override int GetHashCode() => HashCode.Combine(Path, Pattern);
}
