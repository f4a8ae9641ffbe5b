using System.Text.Json.Nodes;
using MockWs.Configuration.Shapes;

namespace MockWs.Configuration.Words;

/// <summary>An object whose keys are words, each said to the same builder.</summary>
/// <param name="vocabulary">The words; asked for when they are needed, because they may contain themselves.</param>
/// <param name="build">Calls back with a builder, and gives what it made.</param>
internal sealed class ObjectOfWords<TBuilder, TModel>(Func<Vocabulary<TBuilder, TModel>> vocabulary, Func<Action<TBuilder>, TModel> build) : Shape<TModel>
    where TBuilder : class
{
    public override IVocabulary? Vocabulary => vocabulary();

    public override Option<TModel> Read(ScenarioNode node) => build(builder => vocabulary().Say(node, builder));

    public override void Write(ScenarioWriter writer, TModel value) => vocabulary().Write(writer, value);

    public override JsonObject Describe(SchemaBook schemas) => vocabulary().Describe(schemas);
}

/// <summary>A list of objects with one key each, said one after the other: <c>[ { "send": "hello" }, { "drop": {} } ]</c>.</summary>
/// <param name="vocabulary">The words; asked for when they are needed, because they may contain themselves.</param>
/// <param name="build">Calls back with a builder, and gives what it made.</param>
/// <param name="called">What an element is called, with its article.</param>
internal sealed class ListOfWords<TBuilder, TModel>(
    Func<Vocabulary<TBuilder, TModel>> vocabulary, Func<Action<TBuilder>, IReadOnlyList<TModel>> build, string called) : Shape<IReadOnlyList<TModel>>
    where TBuilder : class
{
    public override IVocabulary? Vocabulary => vocabulary();

    // An element with an error is left out, and the others are said: whoever reads on finds the errors that are left.
    public override Option<IReadOnlyList<TModel>> Read(ScenarioNode node) => new(build(builder =>
    {
        foreach (var item in node.Items())
        {
            Say(item, builder);
        }
    }));

    public override void Write(ScenarioWriter writer, IReadOnlyList<TModel> value)
    {
        writer.Json.WriteStartArray();
        foreach (var model in value)
        {
            if (vocabulary().WordOf(model) is { } word)
            {
                writer.Json.WriteStartObject();
                word.Write(writer, model);
                writer.Json.WriteEndObject();
            }
            else
            {
                writer.Refuse($"JSON has no word for this {Noun}: {model}");
            }
        }

        writer.Json.WriteEndArray();
    }

    public override bool AreEqual(IReadOnlyList<TModel> one, IReadOnlyList<TModel> other) => one.SequenceEqual(other);

    public override JsonObject Describe(SchemaBook schemas)
    {
        var item = vocabulary().Describe(schemas, schema =>
        {
            schema.Add("minProperties", 1);
            schema.Add("maxProperties", 1);
        });
        return new JsonObject { ["type"] = "array", ["items"] = item };
    }

    private void Say(ScenarioNode item, TBuilder builder)
    {
        var words = vocabulary();
        var keys = item.IsObject() ? item.Children.OrderBy(key => key.Mark?.Key?.Line).ThenBy(key => key.Mark?.Key?.Column).ToList() : [];
        if (keys.Count > 1)
        {
            item.Wrong($"{called} has one key, this one has {string.Join(" and ", keys.Select(key => key.Key))}: make it {keys.Count} {Noun}s");
        }
        else if (keys.Count == 0)
        {
            item.Wrong($"must be {called}, such as {{ \"{words.Names[0]}\": {words.Words[0].Examples[0]} }}; there are {string.Join(", ", words.Names)}");
        }

        foreach (var key in keys)
        {
            if (words.Names.Contains(key.Key, StringComparer.OrdinalIgnoreCase))
            {
                words[key.Key].Say(key, builder);
            }
            else
            {
                key.Unknown(words.Names);
            }
        }
    }

    private string Noun => called[(called.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
