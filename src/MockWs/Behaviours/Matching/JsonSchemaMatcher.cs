using System.Text.Json;
using MockWs.Behaviours.Matching.JsonSchemas;

namespace MockWs.Behaviours.Matching;

/// <summary>The message, text or binary, must be JSON that is valid under a JSON Schema of draft 2020-12.</summary>
internal sealed class JsonSchemaMatcher(JsonElement schema) : Matcher
{
    private readonly JsonSchema _schema = JsonSchema.Parse(schema);

    public JsonElement Schema { get; } = schema;

    internal override bool IsMatch(Message message, MatchScope scope) => message.Json is { } json && _schema.IsValid(json);

    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        if (message.Json is not { } json)
        {
            return JsonDifference.NotJson(message);
        }

        var errors = _schema.Errors(json);
        return new NearMiss(0.05 + (0.9 / (1 + errors.Count)), JsonDifference.Tell(errors));
    }

    public override string ToString() => $"JSON fits the schema {JsonText.Show(Schema)}";

    public override bool Equals(object? obj) => obj is JsonSchemaMatcher other && JsonElement.DeepEquals(Schema, other.Schema);

    public override int GetHashCode() => HashCode.Combine(typeof(JsonSchemaMatcher), JsonText.HashOf(Schema));
}
