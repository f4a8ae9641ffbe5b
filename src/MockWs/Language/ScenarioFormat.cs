using System.Text;
using System.Text.Json.Nodes;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>What follows from the words as a whole: a server as JSON, the JSON Schema, the keys whose values are kept.</summary>
internal static class ScenarioFormat
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    /// <summary>The keys whose values are kept as JSON text on their way through configuration.</summary>
    public static IReadOnlySet<string> KeptKeys { get; } = FindKeptKeys();

    /// <summary>Writes a server's settings and endpoints as a scenario.</summary>
    /// <exception cref="InvalidOperationException">Some of it is code; the message names each place.</exception>
    public static string ToJson(MockWsServerOptions options) =>
        Encoding.UTF8.GetString(ScenarioWriter.Write(writer => SettingWords.All.Write(writer, options))) + "\n";

    /// <summary>The JSON Schema of scenarios.</summary>
    public static string Schema()
    {
        var schemas = new SchemaBook();
        var schema = new JsonObject
        {
            ["$schema"] = Draft,
            ["title"] = "MockWs scenario",
            ["allOf"] = new JsonArray(SettingWords.All.Describe(schemas)),
        };
        schema.Add("$defs", schemas.Parts());
        return Encoding.UTF8.GetString(ScenarioWriter.Write(writer => schema.WriteTo(writer.Json))) + "\n";
    }

    private static HashSet<string> FindKeptKeys()
    {
        var kept = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<Shape>();
        var parts = new Stack<(string? Key, Shape Shape)>(SettingWords.All.Words.Select(word => ((string?)word.Name, word.Shape)));
        while (parts.TryPop(out var part))
        {
            if (part.Shape.IsKept && part.Key is not null)
            {
                kept.Add(part.Key);
            }

            if (seen.Add(part.Shape))
            {
                foreach (var inner in part.Shape.Parts)
                {
                    parts.Push(inner);
                }
            }
        }

        return kept;
    }
}
