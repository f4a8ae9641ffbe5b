using System.Text.Json.Nodes;

namespace MockWs.Configuration.Shapes;

/// <summary>
/// The named parts of a JSON Schema that grows. Only what draft-07 and draft 2020-12 have alike is used: editors know the one best, and our own
/// matcher knows the other.
/// </summary>
internal sealed class SchemaBook
{
    private readonly SortedDictionary<string, JsonObject> _parts = new(StringComparer.Ordinal);

    /// <summary>Refers to a part, and makes it if it is not there. A part may refer to itself.</summary>
    public JsonObject Refer(string name, Func<JsonObject> make)
    {
        if (!_parts.ContainsKey(name))
        {
            _parts.Add(name, []);
            _parts[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>All that was referred to, under its name.</summary>
    public JsonObject Parts()
    {
        var parts = new JsonObject();
        foreach (var (name, part) in _parts)
        {
            parts.Add(name, part);
        }

        return parts;
    }

    /// <summary>An object that has these members and no others.</summary>
    public static JsonObject Object(JsonObject properties, IEnumerable<string>? required = null)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required?.ToArray() is { Length: > 0 } names)
        {
            schema.Add("required", new JsonArray([.. names.Select(name => JsonValue.Create(name))]));
        }

        return schema;
    }

    /// <summary>A part with a sentence for who hovers over it. A reference gets it through <c>allOf</c>: draft-07 reads nothing beside one.</summary>
    public static JsonObject Describe(JsonObject schema, string about)
    {
        var described = schema.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(schema) } : schema;
        described.Insert(0, "description", about);
        return described;
    }
}
