using System.Text.Json.Nodes;
using MockWs.Configuration.Shapes;

namespace MockWs.Configuration.Words;

/// <summary>The keys that may stand in one kind of object.</summary>
/// <param name="name">What the object is called in the JSON Schema.</param>
/// <param name="about">What it says, in one sentence.</param>
/// <param name="words">The keys, in the order in which they are listed and written.</param>
internal sealed class Vocabulary<TBuilder, TModel>(string name, string about, IReadOnlyList<Word<TBuilder, TModel>> words) : IVocabulary
    where TBuilder : class
{
    private readonly Dictionary<string, Word<TBuilder, TModel>> _byName = words.ToDictionary(word => word.Name, StringComparer.OrdinalIgnoreCase);

    public string Name => name;

    IReadOnlyList<Word> IVocabulary.Words => words;

    public IReadOnlyList<Word<TBuilder, TModel>> Words => words;

    public string[] Names { get; } = [.. words.Select(word => word.Name)];

    public Word<TBuilder, TModel> this[string key] => _byName[key];

    /// <summary>Says each key of an object. One that is not known is an error, as is one that has to be there and is not.</summary>
    public void Say(ScenarioNode node, TBuilder builder) => Say(node, node.Members(Names), builder);

    /// <summary>Says each key of an object whose members were read already.</summary>
    public void Say(ScenarioNode node, IReadOnlyDictionary<string, ScenarioNode> members, TBuilder builder)
    {
        foreach (var word in words)
        {
            var member = word.IsRequired ? node.Required(members, word.Name) : members.GetValueOrDefault(word.Name);
            if (member is not null)
            {
                word.Say(member, builder);
            }
        }
    }

    /// <summary>Writes an object with all that a model says.</summary>
    public void Write(ScenarioWriter writer, TModel model)
    {
        writer.Json.WriteStartObject();
        foreach (var word in words)
        {
            word.Write(writer, model);
        }

        writer.Json.WriteEndObject();
    }

    /// <summary>The word that says a model that only one word can say; null for what JSON cannot say.</summary>
    public Word<TBuilder, TModel>? WordOf(TModel model) => words.FirstOrDefault(word => word.CanWrite(model));

    /// <summary>Refers to the part of a JSON Schema that is this object.</summary>
    /// <param name="schemas">Takes the part in.</param>
    /// <param name="restrict">Adds to the part.</param>
    public JsonObject Describe(SchemaBook schemas, Action<JsonObject>? restrict = null) => schemas.Refer(name, () =>
    {
        var properties = new JsonObject();
        foreach (var word in words)
        {
            properties.Add(word.Name, word.Describe(schemas));
        }

        var schema = SchemaBook.Describe(SchemaBook.Object(properties, words.Where(word => word.IsRequired).Select(word => word.Name)), about);
        restrict?.Invoke(schema);
        return schema;
    });
}

/// <summary>A vocabulary, whatever it is said to.</summary>
internal interface IVocabulary
{
    string Name { get; }

    IReadOnlyList<Word> Words { get; }

    JsonObject Describe(SchemaBook schemas, Action<JsonObject>? restrict = null);
}
