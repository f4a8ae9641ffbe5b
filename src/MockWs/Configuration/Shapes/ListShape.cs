using System.Text.Json.Nodes;

namespace MockWs.Configuration.Shapes;

/// <summary>A list of values of one shape.</summary>
internal sealed class ListShape<T>(Shape<T> item) : Shape<IReadOnlyList<T>>
{
    public override IEnumerable<(string? Key, Shape Shape)> Parts => [(null, item)];

    public override Option<IReadOnlyList<T>> Read(ScenarioNode node)
    {
        var items = node.Items();
        var values = new List<T>();
        foreach (var one in items)
        {
            if (item.Read(one).Is(out var value))
            {
                values.Add(value);
            }
        }

        return node.IsWrong || values.Count < items.Count ? Option<IReadOnlyList<T>>.None : values;
    }

    public override void Write(ScenarioWriter writer, IReadOnlyList<T> value)
    {
        writer.Json.WriteStartArray();
        foreach (var one in value)
        {
            item.Write(writer, one);
        }

        writer.Json.WriteEndArray();
    }

    public override bool AreEqual(IReadOnlyList<T> one, IReadOnlyList<T> other) => one.SequenceEqual(other);

    public override JsonObject Describe(SchemaBook schemas) => new() { ["type"] = "array", ["items"] = item.Describe(schemas) };
}
