using System.Text;
using System.Text.Json;
using MockWs.Behaviours;

namespace MockWs.Configuration;

/// <summary>A member of an object whose names are the author's own. What is wrong with it is noted at its own place.</summary>
internal sealed class ScenarioEntry
{
    private readonly ScenarioReport _report;
    private readonly string _path;
    private readonly Place _within;

    private ScenarioEntry(ScenarioReport report, string path, JsonProperty member, Place within)
    {
        (_report, _path, _within) = (report, path, within);
        (Name, Value) = (member.Name, member.Value);
    }

    public string Name { get; }

    public JsonElement Value { get; }

    /// <summary>The members of an object, in their order.</summary>
    /// <param name="report">Takes the errors.</param>
    /// <param name="path">The object's path.</param>
    /// <param name="value">The object.</param>
    /// <param name="json">The object as it stands in the file.</param>
    public static IReadOnlyList<ScenarioEntry> Of(ScenarioReport report, string path, JsonElement value, string json) =>
        [.. value.EnumerateObject().Zip(PlacesOfValues(json), (member, place) => new ScenarioEntry(report, path, member, place))];

    /// <summary>Notes an error.</summary>
    public void Wrong(string what) => _report.Wrong(_path, what, mark => mark.Value is { } start ? _within.After(start) : null, Name);

    /// <summary>The value, if it is a text; else null, after an error.</summary>
    public string? Text()
    {
        if (Value.ValueKind == JsonValueKind.String)
        {
            return Value.GetString();
        }

        Wrong($"must be a text in quotes, is {JsonText.Show(Value)}");
        return null;
    }

    /// <summary>Calls the builder; what it says against the value is an error of the scenario.</summary>
    /// <returns>What the builder made; null if it refused.</returns>
    public T? Try<T>(Func<T> build)
        where T : class
    {
        try
        {
            return build();
        }
        catch (Exception e) when (ScenarioNode.IsAgainstValue(e))
        {
            Wrong(ScenarioNode.What(e));
            return null;
        }
    }

    private static List<Place> PlacesOfValues(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(utf8, ScenarioScanner.Lenient);
        var cursor = new TextCursor(utf8);
        var places = new List<Place>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            places.Add(cursor.MoveTo((int)reader.TokenStartIndex));
            reader.Skip();
        }

        return places;
    }
}
