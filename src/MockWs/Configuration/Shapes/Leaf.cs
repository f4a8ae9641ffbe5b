using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockWs.Configuration.Shapes;

/// <summary>The shape of a single value.</summary>
internal sealed class Leaf<T>(
    Func<ScenarioNode, Option<T>> read,
    Action<Utf8JsonWriter, T> write,
    Func<JsonObject> describe,
    bool isKept = false,
    Func<T, T, bool>? areEqual = null) : Shape<T>
{
    public override bool IsKept => isKept;

    public override Option<T> Read(ScenarioNode node)
    {
        var value = read(node);
        return node.IsWrong ? Option<T>.None : value;
    }

    public override void Write(ScenarioWriter writer, T value) => write(writer.Json, value);

    public override bool AreEqual(T one, T other) => areEqual?.Invoke(one, other) ?? base.AreEqual(one, other);

    public override JsonObject Describe(SchemaBook schemas) => describe();
}
