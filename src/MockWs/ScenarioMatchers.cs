using System.Text.Json;
using MockWs.Behaviours.Matching;
using MockWs.Configuration;

namespace MockWs;

/// <summary>The matchers of a scenario. Several keys in one <c>when</c> must all hold.</summary>
internal static class ScenarioMatchers
{
    private static readonly Dictionary<string, Func<ScenarioNode, Matcher?>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = node => OfText(node, Text.Is),
        ["contains"] = node => OfText(node, Text.Contains),
        ["glob"] = node => OfText(node, Text.Glob),
        ["regex"] = node => OfText(node, Text.Matches),
        ["json"] = node => OfJson(node, Json.Contains),
        ["jsonEquals"] = node => OfJson(node, Json.Is),
        ["jsonPath"] = node => All(node, [.. node.Entries().Select(entry => OfPath(node, entry))]),
        ["jsonSchema"] = node => OfJson(node, Json.Schema),
        ["binary"] = OfBinary,
        ["anyText"] = node => Constant(node, Text.Any),
        ["anyBinary"] = node => Constant(node, Binary.Any),
        ["any"] = node => Constant(node, Any.Message),
        ["all"] = node => All(node, [.. node.Items().Select(Read)]),
        ["oneOf"] = node => Join(node, [.. node.Items().Select(Read)], (one, other) => one | other),
        ["not"] = node => Read(node) is { } matcher ? !matcher : null,
        ["state"] = node => All(node, [.. node.TextEntries().Select(entry => node.Try(() => State.Is(entry.Name, entry.Value)))]),
    };

    /// <summary>Reads an object of matchers; null after an error.</summary>
    public static Matcher? Read(ScenarioNode node)
    {
        var members = node.Members([.. Keys.Keys]);
        return node.Children.Any() && members.Count == 0 ? null : All(node, [.. members.Values.Select(member => Keys[member.Key](member))]);
    }

    private static Matcher? OfText(ScenarioNode node, Func<string, Matcher> match) =>
        node.Text() is { } text ? node.Try(() => match(text)) : null;

    private static Matcher? OfJson(ScenarioNode node, Func<JsonElement, Matcher> match) =>
        node.Element() is { } element ? node.Try(() => match(element)) : null;

    private static Matcher? OfPath(ScenarioNode node, JsonProperty entry) => RegexOf(entry.Value) is { } pattern
        ? node.Try(() => Json.PathMatches(entry.Name, pattern))
        : node.Try(() => Json.Path(entry.Name, entry.Value));

    private static string? RegexOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().ToList() is [{ Name: "regex", Value.ValueKind: JsonValueKind.String } regex]
            ? regex.Value.GetString()
            : null;

    private static Matcher? OfBinary(ScenarioNode node)
    {
        var members = node.Members("hex", "base64", "file", "startsWith", "length");
        var matchers = new List<Matcher?>();
        if (members.GetValueOrDefault("startsWith") is { } prefix)
        {
            matchers.Add(ScenarioBytes.Read(prefix) is { } bytes ? Binary.StartsWith(bytes) : null);
        }

        if (members.GetValueOrDefault("length") is { } length)
        {
            matchers.Add(OfLength(length));
        }

        if (matchers.Count < members.Count || members.Count == 0)
        {
            matchers.Add(ScenarioBytes.Read(node, members, isNeeded: true) is { } bytes ? Binary.Is(bytes) : null);
        }

        return All(node, matchers);
    }

    private static Matcher? OfLength(ScenarioNode node)
    {
        if (!node.IsObject())
        {
            return node.Integer(least: 0) is { } length ? Binary.HasLength(length) : null;
        }

        var members = node.Members("min", "max");
        var min = members.GetValueOrDefault("min")?.Integer(least: 0) ?? 0;
        var max = members.GetValueOrDefault("max")?.Integer(least: min) ?? int.MaxValue;
        return max < min ? null : Binary.HasLength(min, max);
    }

    private static Matcher Constant(ScenarioNode node, Matcher matcher)
    {
        node.Nothing();
        return matcher;
    }

    private static Matcher? All(ScenarioNode node, IReadOnlyList<Matcher?> matchers) => Join(node, matchers, (one, other) => one & other);

    // A null is what an error left, which is noted already.
    private static Matcher? Join(ScenarioNode node, IReadOnlyList<Matcher?> matchers, Func<Matcher, Matcher, Matcher> join)
    {
        if (matchers.Count == 0 && !node.IsWrong)
        {
            node.Wrong("is empty, so it says nothing; { \"any\": true } is every message");
        }

        return matchers.Count == 0 || matchers.Contains(null) ? null : matchers.OfType<Matcher>().Aggregate(join);
    }
}
