using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>A schema with a URI of its own (JSON Schema Core section 4.3.5).</summary>
/// <param name="uri">Its URI, which no fragment ends.</param>
/// <param name="root">Its place in the document.</param>
internal sealed class SchemaResource(Uri uri, SchemaPlace root)
{
    public Uri Uri { get; } = uri;

    public SchemaPlace Root { get; } = root;

    /// <summary>The places named by <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, SchemaPlace> Anchors { get; } = [];

    /// <summary>The schemas named by <c>$dynamicAnchor</c>; null until they are compiled.</summary>
    public Dictionary<string, SchemaNode?> DynamicAnchors { get; } = [];
}

/// <summary>A place in a schema document.</summary>
/// <param name="Value">What stands there.</param>
/// <param name="Pointer">The JSON Pointer to it (RFC 6901).</param>
internal sealed record SchemaPlace(JsonElement Value, string Pointer)
{
    public ArgumentException Wrong(string what) =>
        new($"The JSON Schema is wrong at {(Pointer.Length == 0 ? "its root" : Pointer)}: {what}");

    public SchemaPlace Member(string name, JsonElement value) =>
        new(value, $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    public SchemaPlace? Member(string name) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var value) ? Member(name, value) : null;

    /// <summary>The members of an object; an error if it is none.</summary>
    public IEnumerable<(string Name, SchemaPlace Place)> Members() => Value.ValueKind == JsonValueKind.Object
        ? Value.EnumerateObject().Select(member => (member.Name, Member(member.Name, member.Value)))
        : throw Wrong("an object is needed here");

    /// <summary>The elements of an array; an error if it is none.</summary>
    public IEnumerable<SchemaPlace> Elements() => Value.ValueKind == JsonValueKind.Array
        ? Value.EnumerateArray().Select((element, index) => new SchemaPlace(element, $"{Pointer}/{index}"))
        : throw Wrong("an array is needed here");

    /// <summary>A member or an element by a token of a JSON Pointer.</summary>
    public SchemaPlace? Step(string token) => Value.ValueKind == JsonValueKind.Array
        ? Elements().Skip(int.TryParse(token, out var index) && index >= 0 ? index : int.MaxValue).FirstOrDefault()
        : Member(token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    public string Text() => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("a string is needed here");

    public int Count()
    {
        var count = Value.ValueKind == JsonValueKind.Number ? Value.GetDouble() : -1;
        return count is >= 0 and <= int.MaxValue && count == Math.Floor(count) ? (int)count : throw Wrong("a whole number, not negative, is needed here");
    }
}
