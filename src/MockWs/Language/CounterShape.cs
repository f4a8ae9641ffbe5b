using System.Text.Json;
using System.Text.Json.Nodes;
using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>Counters under their names, each with the number at which it must stand, or the least and the greatest.</summary>
internal static class CounterShape
{
    public static Shape<IReadOnlyList<(string Name, long Min, long Max)>> Counters { get; } =
        new Leaf<IReadOnlyList<(string Name, long Min, long Max)>>(Read, Write, Describe, isKept: true);

    private static Option<IReadOnlyList<(string Name, long Min, long Max)>> Read(ScenarioNode node)
    {
        var counters = new List<(string Name, long Min, long Max)>();
        foreach (var entry in node.Entries())
        {
            if (Bounds(entry.Value) is var (min, max))
            {
                counters.Add((entry.Name, min, max));
                if (max < min)
                {
                    entry.Wrong($"max must not be less than min, is {max}");
                }
            }
            else
            {
                entry.Wrong($"must be a whole number, or an object with min, max or both, is {JsonText.Show(entry.Value)}");
            }
        }

        return counters;
    }

    private static (long Min, long Max)? Bounds(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
        {
            return (number, number);
        }

        var members = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().ToList() : [];
        if (members.Count == 0 || !members.TrueForAll(member => member.Name is "min" or "max" && member.Value.ValueKind == JsonValueKind.Number))
        {
            return null;
        }

        return Bound(members, "min", long.MinValue) is { } min && Bound(members, "max", long.MaxValue) is { } max ? (min, max) : null;
    }

    private static long? Bound(List<JsonProperty> members, string name, long otherwise) =>
        members.FindIndex(member => member.Name == name) is var index and >= 0
            ? members[index].Value.TryGetInt64(out var number) ? number : null
            : otherwise;

    private static void Write(Utf8JsonWriter json, IReadOnlyList<(string Name, long Min, long Max)> counters)
    {
        json.WriteStartObject();
        foreach (var (name, min, max) in counters)
        {
            if (min == max)
            {
                json.WriteNumber(name, min);
                continue;
            }

            json.WriteStartObject(name);
            if (min > long.MinValue || max == long.MaxValue)
            {
                json.WriteNumber("min", min);
            }

            if (max < long.MaxValue)
            {
                json.WriteNumber("max", max);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static JsonObject Describe()
    {
        var bounds = SchemaBook.Object(new JsonObject { ["min"] = Whole(), ["max"] = Whole() });
        bounds.Add("minProperties", 1);
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Whole(), bounds) } };
    }

    private static JsonObject Whole() => new() { ["type"] = "integer" };
}
