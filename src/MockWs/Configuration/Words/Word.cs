using System.Text.Json.Nodes;
using MockWs.Configuration.Shapes;

namespace MockWs.Configuration.Words;

/// <summary>
/// A key of scenarios, described once: from this it is read and said to a builder, written back from the model that the builder made, and
/// listed in the JSON Schema.
/// </summary>
/// <param name="name">The key.</param>
/// <param name="about">What it says, in one sentence.</param>
/// <param name="shape">What its value may be.</param>
/// <param name="examples">Values in JSON, in which together each member of the shape occurs; a test writes and reads each back.</param>
internal abstract class Word(string name, string about, Shape shape, IReadOnlyList<string> examples)
{
    public string Name => name;

    public string About => about;

    public Shape Shape => shape;

    public IReadOnlyList<string> Examples => examples;

    /// <summary>Whether the key has to be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The fragment of JSON Schema for the value.</summary>
    public virtual JsonObject Describe(SchemaBook schemas)
    {
        var schema = SchemaBook.Describe(shape.Describe(schemas), about);
        if (examples.Count > 0)
        {
            schema.Remove("examples");
            schema.Add("examples", new JsonArray([.. examples.Select(example => JsonNode.Parse(example))]));
        }

        return schema;
    }
}

/// <summary>A key that is said to a kind of builder, and found again in what that builder makes.</summary>
internal abstract class Word<TBuilder, TModel>(string name, string about, Shape shape, IReadOnlyList<string> examples) : Word(name, about, shape, examples)
    where TBuilder : class
{
    /// <summary>Reads the value and says it. What the builder says against it is an error of the scenario.</summary>
    public abstract void Say(ScenarioNode node, TBuilder builder);

    /// <summary>Whether the model says anything that this key says.</summary>
    public abstract bool CanWrite(TModel model);

    /// <summary>Writes key and value, if the model says anything that this key says.</summary>
    public abstract void Write(ScenarioWriter writer, TModel model);
}

/// <summary>A key with a value of one type.</summary>
/// <param name="name">The key.</param>
/// <param name="about">What it says, in one sentence.</param>
/// <param name="shape">What its value may be.</param>
/// <param name="say">The calls of the builder.</param>
/// <param name="find">The value in the model; none if the model does not say this.</param>
/// <param name="examples">Values in JSON, in which together each member of the shape occurs.</param>
internal sealed class Word<TBuilder, TModel, TValue>(
    string name, string about, Shape<TValue> shape, Action<TBuilder, TValue> say, Func<TModel, Option<TValue>> find, IReadOnlyList<string> examples)
    : Word<TBuilder, TModel>(name, about, shape, examples)
    where TBuilder : class
{
    /// <summary>What holds without the key; none if nothing does.</summary>
    public Option<TValue> Otherwise { get; init; }

    public override void Say(ScenarioNode node, TBuilder builder)
    {
        if (shape.Read(node).Is(out var value))
        {
            node.Try(() =>
            {
                say(builder, value);
                return builder;
            });
        }
    }

    public override bool CanWrite(TModel model) => find(model).Is(out var value) && !IsOtherwise(value) && shape.CanWrite(value);

    public override void Write(ScenarioWriter writer, TModel model)
    {
        if (find(model).Is(out var value) && !IsOtherwise(value))
        {
            writer.Json.WritePropertyName(Name);
            writer.At(Name, () => shape.Write(writer, value));
        }
    }

    public override JsonObject Describe(SchemaBook schemas)
    {
        var schema = base.Describe(schemas);
        if (Otherwise.Is(out var value) && value is not null)
        {
            schema.Add("default", ScenarioWriter.Node(writer => shape.Write(writer, value)));
        }

        return schema;
    }

    private bool IsOtherwise(TValue value) => Otherwise.Is(out var other) && shape.AreEqual(value, other);
}
