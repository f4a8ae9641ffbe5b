using System.Text.Json;
using System.Text.Json.Nodes;
using MockWs.Behaviours.Matching;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>JSONPaths, each with what it must lead to: a value, or a match of <c>{ "regex": … }</c>.</summary>
internal static class JsonPathShape
{
    public static Shape<IReadOnlyList<(string Path, JsonElement Value)>> Paths { get; } = new Leaf<IReadOnlyList<(string Path, JsonElement Value)>>(
        Read,
        Write,
        () => new JsonObject { ["type"] = "object" },
        isKept: true);

    public static Matcher Match(IReadOnlyList<(string Path, JsonElement Value)> paths) =>
        MatcherShape.Join([.. paths.Select(path => Match(path.Path, path.Value))], (one, other) => one & other);

    public static Option<IReadOnlyList<(string Path, JsonElement Value)>> Find(Matcher matcher)
    {
        var parts = matcher is AllMatcher all ? all.Matchers : [matcher];
        var paths = parts.Select(Entry).OfType<(string Path, JsonElement Value)>().ToList();
        return paths.Count == parts.Count && paths.DistinctBy(path => path.Path).Count() == paths.Count
            ? paths
            : default(Option<IReadOnlyList<(string, JsonElement)>>);
    }

    private static Option<IReadOnlyList<(string Path, JsonElement Value)>> Read(ScenarioNode node) =>
        new(node.Entries().Where(entry => entry.Try(() => Match(entry.Name, entry.Value)) is not null).Select(entry => (entry.Name, entry.Value)).ToList());

    private static Matcher Match(string path, JsonElement value) =>
        RegexOf(value) is { } pattern ? Json.PathMatches(path, pattern) : Json.Path(path, value);

    // A value that looks like a regular expression cannot be said.
    private static (string Path, JsonElement Value)? Entry(Matcher matcher) => matcher switch
    {
        JsonPathRegexMatcher regex => (regex.Path, JsonElement.Parse(new JsonObject { ["regex"] = regex.Pattern }.ToJsonString())),
        JsonPathValueMatcher value when RegexOf(value.Value) is null => (value.Path, value.Value),
        _ => null,
    };

    private static string? RegexOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().ToList() is [{ Name: "regex", Value.ValueKind: JsonValueKind.String } regex]
            ? regex.Value.GetString()
            : null;

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(string Path, JsonElement Value)> paths)
    {
        json.WriteStartObject();
        foreach (var (path, value) in paths)
        {
            json.WritePropertyName(path);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
