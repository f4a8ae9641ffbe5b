using System.Text.Json.Nodes;
using MockWs.Configuration.Shapes;

namespace MockWs.Configuration.Words;

/// <summary>A key whose value is an object of further keys, all said to the same builder.</summary>
/// <param name="name">The key.</param>
/// <param name="about">What it says, in one sentence.</param>
/// <param name="words">The keys in it.</param>
internal sealed class GroupWord<TBuilder, TModel>(string name, string about, Vocabulary<TBuilder, TModel> words)
    : Word<TBuilder, TModel>(name, about, new GroupShape(words), [])
    where TBuilder : class
{
    public override void Say(ScenarioNode node, TBuilder builder) => words.Say(node, builder);

    public override bool CanWrite(TModel model) => words.Words.Any(word => word.CanWrite(model));

    public override void Write(ScenarioWriter writer, TModel model)
    {
        if (CanWrite(model))
        {
            writer.Json.WritePropertyName(Name);
            writer.At(Name, () => words.Write(writer, model));
        }
    }
}

/// <summary>What a <see cref="GroupWord{TBuilder, TModel}"/> is to the JSON Schema.</summary>
internal sealed class GroupShape(IVocabulary words) : Shape
{
    public override IVocabulary? Vocabulary => words;

    public override JsonObject Describe(SchemaBook schemas) => words.Describe(schemas);
}
