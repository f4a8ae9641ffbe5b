using System.Buffers;
using System.Text;
using MockWs.Behaviours.Templates.Syntax;

namespace MockWs.Behaviours.Templates;

/// <summary>
/// JSON whose strings may be templates. A string that is one whole <c>{{expression}}</c> takes the JSON type of its value; every other is
/// rendered and escaped. The order of the keys and the text of the numbers stay; white space, comments and trailing commas go. The names
/// of properties are no templates. Read once, rendered as often as wanted; safe for concurrent use.
/// </summary>
internal sealed class JsonTemplate : IEquatable<JsonTemplate>
{
    private readonly IReadOnlyList<Part> _parts;

    private JsonTemplate(string source)
    {
        Source = source;
        _parts = new JsonTemplateReader(source).Read();
    }

    /// <summary>The JSON as it was written.</summary>
    public string Source { get; }

    /// <summary>The JSON without white space, comments and trailing commas.</summary>
    public string Compact =>
        string.Concat(_parts.Select(part => part.Body is { } body ? JsonText.Quote(body.Source) : Encoding.UTF8.GetString(part.Json)));

    /// <summary>Whether the JSON is the same each time.</summary>
    public bool IsConstant => _parts is [{ Body: null }];

    /// <summary>Reads JSON text.</summary>
    /// <exception cref="TemplateSyntaxException">It is no JSON, or one of its strings is no template. The place is in the JSON.</exception>
    public static JsonTemplate Parse(string json) => new(json);

    /// <summary>Renders as UTF-8; the bytes of a constant are shared.</summary>
    /// <exception cref="TemplateException">An expression has no value, or a template runs away.</exception>
    public ReadOnlyMemory<byte> Render(TemplateScope scope)
    {
        if (IsConstant)
            return _parts[0].Json;
        var output = new ArrayBufferWriter<byte>();
        Render(scope, output);
        return output.WrittenMemory;
    }

    /// <summary>Whether both say the same, however it is laid out.</summary>
    public bool Equals(JsonTemplate? other) => other is not null && Compact == other.Compact;

    public override bool Equals(object? obj) => Equals(obj as JsonTemplate);

    public override int GetHashCode() => Compact.GetHashCode(StringComparison.Ordinal);

    private void Render(TemplateScope scope, ArrayBufferWriter<byte> output)
    {
        LiquidContext? context = null;
        foreach (var part in _parts)
        {
            if (part.Body is null)
                output.Write(part.Json);
            else if (part.Body.OnlyOutput is { } expression)
                expression.WriteJson(scope, ref context, output);
            else
                FluidJson.WriteString(output, part.Body.RenderText(scope));
        }
    }

    /// <summary>A piece of the JSON: either its text or, for a string, its template.</summary>
    internal readonly record struct Part(byte[] Json, TemplateBody? Body);
}
