using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockWs.Configuration;

/// <summary>Writes a scenario. What JSON cannot say is noted with its place, so that all of it is told at once.</summary>
internal sealed class ScenarioWriter
{
    private readonly Stack<string> _places = new();
    private readonly List<string> _refused = [];

    private ScenarioWriter(Utf8JsonWriter json) => Json = json;

    public Utf8JsonWriter Json { get; }

    /// <summary>Writes a whole text.</summary>
    /// <exception cref="InvalidOperationException">JSON cannot say some of it; the message names each place.</exception>
    public static byte[] Write(Action<ScenarioWriter> write)
    {
        using var output = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(output, options))
        {
            var writer = new ScenarioWriter(json);
            write(writer);
            if (writer._refused.Count > 0)
            {
                throw new InvalidOperationException($"This cannot be written as JSON:\n  {string.Join("\n  ", writer._refused)}");
            }
        }

        return output.ToArray();
    }

    /// <summary>One value as a node.</summary>
    public static JsonNode? Node(Action<ScenarioWriter> write) => JsonNode.Parse(Write(write));

    /// <summary>Writes something that a message names as the place of what is refused in it.</summary>
    public void At(string place, Action write)
    {
        _places.Push(place);
        write();
        _places.Pop();
    }

    /// <summary>Notes that something cannot be said, and writes null for it.</summary>
    public void Refuse(string what)
    {
        Note(what);
        Json.WriteNullValue();
    }

    /// <summary>Notes that something about what is written here cannot be said.</summary>
    public void Note(string what) => _refused.Add($"{string.Join(" > ", _places.Reverse())}: {what}");
}
