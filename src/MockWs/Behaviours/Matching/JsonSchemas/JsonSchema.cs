using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>
/// A JSON Schema of draft 2020-12. It has to be whole: references lead to places in itself. As the draft has it by default, <c>format</c> and
/// the content keywords say nothing about validity, and unknown keywords are passed over. Immutable and safe for concurrent use.
/// </summary>
internal sealed class JsonSchema
{
    private readonly SchemaNode _root;
    private readonly bool _tracks;

    private JsonSchema(SchemaNode root, bool tracks)
    {
        _root = root;
        _tracks = tracks;
    }

    /// <exception cref="ArgumentException">It is no schema of this draft, or refers to what is not there; the message says what and where.</exception>
    public static JsonSchema Parse(JsonElement schema)
    {
        var compiler = new SchemaCompiler(schema);
        var parsed = new JsonSchema(compiler.Compile(), compiler.HasUnevaluated);
        try
        {
            // Any value shows a circle of references that no condition breaks.
            parsed.IsValid(JsonElement.Parse("null"));
            return parsed;
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }

    /// <exception cref="InvalidOperationException">The schema refers to itself without end, under a condition that holds here.</exception>
    public bool IsValid(JsonElement instance) => Evaluate(instance, path: null, errors: null);

    /// <summary>All that is wrong with a value, each with its path: <c>$.id: expected integer, was "7"</c>.</summary>
    public IReadOnlyList<string> Errors(JsonElement instance)
    {
        List<string> errors = [];
        Evaluate(instance, "$", errors);
        return errors;
    }

    private bool Evaluate(JsonElement instance, string? path, List<string>? errors) =>
        _root.Evaluate(new Instance(instance, path), new Evaluation(errors, Scope: null, _tracks ? new Seen() : null, Depth: 0));
}

/// <summary>A value that is held against a schema.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Where it is; null while nobody asks why.</param>
internal readonly record struct Instance(JsonElement Value, string? Path)
{
    public Instance Member(string name, JsonElement value) => new(value, Path is null ? null : JsonDifference.Member(Path, name));

    public Instance Member(JsonProperty member) => Member(member.Name, member.Value);

    public Instance Element(int index, JsonElement value) => new(value, Path is null ? null : $"{Path}[{index}]");

    public IEnumerable<Instance> Elements()
    {
        var index = 0;
        foreach (var element in Value.EnumerateArray())
        {
            yield return Element(index++, element);
        }
    }
}
