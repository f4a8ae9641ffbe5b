using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid.Values;

namespace MockWs.Behaviours.Templates;

/// <summary>From JSON to the engine's values and back, without reflection: it has to survive native AOT.</summary>
internal static class FluidJson
{
    // What is written goes into a WebSocket message, never into HTML.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = Encoder, SkipValidation = true };

    /// <summary>A JSON value as the engine knows it. Objects and arrays are read when they are asked for.</summary>
    /// <exception cref="OverflowException">A number is too large to be reckoned with.</exception>
    public static FluidValue From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new DictionaryValue(new Members(json)),
        JsonValueKind.Array => new ArrayValue(new Items(json)),
        JsonValueKind.String => new StringValue(json.GetString()),
        JsonValueKind.Number => json.TryGetDecimal(out var number)
            ? NumberValue.Create(number)
            : throw new OverflowException($"{json.GetRawText()} is too large a number to reckon with"),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        _ => NilValue.Instance,
    };

    /// <summary>Writes a text as a JSON string.</summary>
    public static void WriteString(IBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        Encoding.UTF8.GetBytes(Encoder.Encode(text), output);
        output.Write("\""u8);
    }

    /// <summary>Writes a value of the engine as JSON.</summary>
    public static void Write(IBufferWriter<byte> output, FluidValue value)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        Write(writer, value);
    }

    /// <summary>A time as ISO 8601, with milliseconds: <c>2026-01-31T23:59:59.000Z</c>.</summary>
    public static string Iso8601(DateTimeValue value)
    {
        var time = (DateTimeOffset)value.ToObjectValue();
        var zone = time.Offset == TimeSpan.Zero ? "'Z'" : "zzz";
        return time.ToString($"yyyy-MM-dd'T'HH:mm:ss.fff{zone}", CultureInfo.InvariantCulture);
    }

    private static void Write(Utf8JsonWriter writer, FluidValue value)
    {
        switch (value)
        {
            case BooleanValue:
                writer.WriteBooleanValue(value.ToBooleanValue());
                break;
            case NumberValue:
                writer.WriteNumberValue(value.ToNumberValue());
                break;
            case DateTimeValue time:
                writer.WriteStringValue(Iso8601(time));
                break;
            case ArrayValue { Values: Items json }:
                json.Element.WriteTo(writer);
                break;
            case ArrayValue array:
                writer.WriteStartArray();
                foreach (var item in array.Values)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case DictionaryValue when value.ToObjectValue() is Members json:
                json.Element.WriteTo(writer);
                break;
            case DictionaryValue when value.ToObjectValue() is IFluidIndexable table:
                WriteObject(writer, table);
                break;
            default:
                writer.WriteStringValue(value.IsNil() ? null : value.ToStringValue());
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IFluidIndexable table)
    {
        writer.WriteStartObject();
        foreach (var key in table.Keys)
        {
            writer.WritePropertyName(key);
            table.TryGetValue(key, out var value);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>The members of a JSON object, made when the engine asks for them.</summary>
    internal sealed class Members(JsonElement element) : IFluidIndexable
    {
        public JsonElement Element => element;

        public int Count => element.GetPropertyCount();

        public IEnumerable<string> Keys => element.EnumerateObject().Select(property => property.Name);

        public bool TryGetValue(string name, out FluidValue value)
        {
            var found = element.TryGetProperty(name, out var property);
            value = found ? From(property) : NilValue.Instance;
            return found;
        }
    }

    /// <summary>The items of a JSON array, made when the engine asks for them.</summary>
    internal sealed class Items(JsonElement element) : IReadOnlyList<FluidValue>
    {
        public JsonElement Element => element;

        public int Count => element.GetArrayLength();

        public FluidValue this[int index] => From(element[index]);

        public IEnumerator<FluidValue> GetEnumerator() => element.EnumerateArray().Select(From).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
