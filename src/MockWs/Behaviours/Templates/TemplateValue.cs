using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>
/// What an expression came to. JSON stays the client's own text until a filter needs it as a Fluid value, so that <c>1.0</c> stays
/// <c>1.0</c>.
/// </summary>
internal readonly struct TemplateValue
{
    // A string, a NameTable or a FluidValue; null where the value is JSON.
    private readonly object? _value;
    private readonly JsonElement _json;

    private TemplateValue(object? value, JsonElement json = default)
    {
        _value = value;
        _json = json;
    }

    /// <summary>Whether there is nothing of that name; a JSON null is something.</summary>
    public bool IsMissing => _value is null && _json.ValueKind == JsonValueKind.Undefined;

    public static TemplateValue Of(string text) => new(text);

    public static TemplateValue Of(JsonElement json) => new(null, json);

    public static TemplateValue Of(NameTable table) => new(table);

    public static TemplateValue Of(FluidValue value) => value switch
    {
        DictionaryValue when value.ToObjectValue() is FluidJson.Members json => Of(json.Element),
        ArrayValue { Values: FluidJson.Items json } => Of(json.Element),
        _ => new TemplateValue(value),
    };

    /// <summary>The member of that name; missing where there is none.</summary>
    public TemplateValue Member(string name, TemplateContext? context) => _value switch
    {
        NameTable table => table.Find(name),
        string text => name == "size" ? Number(text.Length) : default,
        FluidValue value => Present(value.GetValueAsync(name, context!).Result()),
        _ => _json.ValueKind switch
        {
            JsonValueKind.Object when _json.TryGetProperty(name, out var property) => Of(property),
            JsonValueKind.Object when name == "size" => Number(_json.GetPropertyCount()),
            JsonValueKind.Array when name == "size" => Number(_json.GetArrayLength()),
            JsonValueKind.Array when name == "first" => Item(0, context),
            JsonValueKind.Array when name == "last" => Item(_json.GetArrayLength() - 1, context),
            JsonValueKind.String when name == "size" => Number(_json.GetString()!.Length),
            _ => default,
        },
    };

    /// <summary>The item at that index, counted from 0; missing where there is none.</summary>
    public TemplateValue Item(int index, TemplateContext? context) => _value switch
    {
        NameTable table => table.Find(index.ToString(CultureInfo.InvariantCulture)),
        FluidValue value => Present(value.GetIndexAsync(NumberValue.Create(index), context!).Result()),
        null when _json.ValueKind == JsonValueKind.Array && index >= 0 && index < _json.GetArrayLength() => Of(_json[index]),
        _ => default,
    };

    /// <summary>The end of a sentence that says that a name is missing here: what there is instead.</summary>
    public string HintFor(string name) => _value switch
    {
        NameTable table => NearestName.Hint(name, [.. table.Keys]),
        null when _json.ValueKind == JsonValueKind.Object => NearestName.Hint(name, [.. new FluidJson.Members(_json).Keys]),
        null when _json.ValueKind == JsonValueKind.Array => $"; it is an array of {_json.GetArrayLength()}",
        null => $"; it is {ToText()}",
        _ => "",
    };

    /// <summary>The value as the engine knows it.</summary>
    public FluidValue ToFluid() => _value switch
    {
        string text => new StringValue(text),
        NameTable table => new DictionaryValue(table),
        FluidValue value => value,
        _ => FluidJson.From(_json),
    };

    /// <summary>Writes the value as it stands in a text: null as nothing, an object or an array as JSON.</summary>
    public void WriteText(TextBuffer output)
    {
        switch (_value)
        {
            case string text:
                output.Write(text);
                break;
            case null when _json.ValueKind is JsonValueKind.Null:
                break;
            default:
                output.Write(ToText());
                break;
        }
    }

    /// <summary>Writes the value as JSON, in its own type.</summary>
    public void WriteJson(IBufferWriter<byte> output)
    {
        if (_value is string text)
            FluidJson.WriteString(output, text);
        else if (_value is null)
            output.Write(JsonMarshal.GetRawUtf8Value(_json));
        else
            FluidJson.Write(output, ToFluid());
    }

    private string ToText() => _value switch
    {
        null => _json.ValueKind == JsonValueKind.String ? _json.GetString()! : _json.GetRawText(),
        DateTimeValue time => FluidJson.Iso8601(time),
        NameTable or ArrayValue or DictionaryValue => AsJson(),
        _ => ToFluid().ToStringValue(),
    };

    private string AsJson()
    {
        var json = new ArrayBufferWriter<byte>();
        WriteJson(json);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static TemplateValue Number(int number) => new(NumberValue.Create(number));

    private static TemplateValue Present(FluidValue value) => value.IsNil() ? default : Of(value);
}
