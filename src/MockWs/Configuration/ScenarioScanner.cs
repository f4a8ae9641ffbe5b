using System.Text;
using System.Text.Json;
using MockWs.Behaviours;

namespace MockWs.Configuration;

/// <summary>Reads a scenario's file once: marks where each value stands, and writes the JSON again with each payload as a string.</summary>
/// <param name="utf8">The file.</param>
/// <param name="file">What every value of it has in common.</param>
/// <param name="keptKeys">The keys whose values are kept as JSON text.</param>
internal sealed class ScenarioScanner(ReadOnlyMemory<byte> utf8, Mark file, IReadOnlySet<string> keptKeys)
{
    public static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly Dictionary<string, Mark> _marks = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _errors = [];
    private readonly TextCursor _cursor = new(utf8);
    private Place _place = new(1, 1);

    /// <summary>What is known of each value, by its configuration path.</summary>
    public IReadOnlyDictionary<string, Mark> Marks => _marks;

    /// <summary>Reads the file.</summary>
    /// <returns>JSON for the configuration provider, with neither comments nor trailing commas.</returns>
    /// <exception cref="ScenarioException">The file is no JSON object, or has a key twice.</exception>
    public byte[] Scan()
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            try
            {
                Scan(writer);
            }
            catch (JsonException e)
            {
                var (place, what) = BrokenJson.Tell(utf8, e);
                Wrong(place, $"not JSON: {what}");
            }
            catch (InvalidOperationException)
            {
                Wrong(_place, "not JSON: an escape such as \\ud800 stands for half a character");
            }

            if (_errors.Count > 0)
            {
                throw new ScenarioException(_errors);
            }
        }

        return output.ToArray();
    }

    private void Scan(Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(utf8.Span, Lenient);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Copy(ref reader, writer, "", key: null);
        }
        else
        {
            Wrong(_cursor.MoveTo((int)reader.TokenStartIndex), "a scenario is a JSON object: { … }");
        }

        // The reader finds what follows the object only when it is asked to go on.
        reader.Read();
    }

    private void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, string path, Place? key)
    {
        _place = _cursor.MoveTo((int)reader.TokenStartIndex);
        _marks[path] = file with { Key = key ?? _place, Value = _place, Kind = KindOf(reader.TokenType) };
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, writer, path);
                break;
            case JsonTokenType.StartArray:
                CopyArray(ref reader, writer, path);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }
    }

    private void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, string path)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            _place = _cursor.MoveTo((int)reader.TokenStartIndex);
            var (place, key) = (_place, reader.GetString()!);
            reader.Read();
            if (Problem(key, keys) is { } problem)
            {
                Wrong(place, $"{ConfigurationPaths.Show(path)}: {problem}");
                reader.Skip();
                continue;
            }

            writer.WritePropertyName(key);
            if (keptKeys.Contains(key))
            {
                Keep(ref reader, writer, ConfigurationPaths.Join(path, key), place);
            }
            else
            {
                Copy(ref reader, writer, ConfigurationPaths.Join(path, key), place);
            }
        }

        writer.WriteEndObject();
    }

    private void CopyArray(ref Utf8JsonReader reader, Utf8JsonWriter writer, string path)
    {
        writer.WriteStartArray();
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            Copy(ref reader, writer, ConfigurationPaths.Join(path, $"{index}"), key: null);
        }

        writer.WriteEndArray();
    }

    private void Keep(ref Utf8JsonReader reader, Utf8JsonWriter writer, string path, Place key)
    {
        var start = (int)reader.TokenStartIndex;
        _place = _cursor.MoveTo(start);
        _marks[path] = file with { Key = key, Value = _place, Kind = KindOf(reader.TokenType) };
        reader.Skip();
        writer.WriteStringValue(PayloadText.Keep(Encoding.UTF8.GetString(utf8.Span[start..(int)reader.BytesConsumed])));
    }

    private static string? Problem(string key, HashSet<string> keys) =>
        key.Length == 0 ? "the key is empty" :
        key.Contains(':') ? $"unknown key {JsonText.Quote(key)}" :
        keys.Add(key) ? null : $"the key {JsonText.Quote(key)} is there twice; upper and lower case are the same";

    private void Wrong(Place place, string what) => _errors.Add($"{file.Source}{place}: {what}");

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };
}
