using System.Text.Json.Nodes;
using MockWs.Configuration.Words;

namespace MockWs.Configuration.Shapes;

/// <summary>
/// What a value of a scenario may be. A shape knows three things, so that a key is described once: how the value is read, how it is
/// written, and how it stands in the JSON Schema. Immutable and safe for concurrent use.
/// </summary>
internal abstract partial class Shape
{
    /// <summary>Whether the value is kept as JSON text on its way through configuration: its keys and types are the author's own.</summary>
    public virtual bool IsKept => false;

    /// <summary>The words of which the value is made; null if it is made of none.</summary>
    public virtual IVocabulary? Vocabulary => null;

    /// <summary>The shapes of what is in the value: members under their names, elements under none.</summary>
    public virtual IEnumerable<(string? Key, Shape Shape)> Parts => Vocabulary?.Words.Select(word => ((string?)word.Name, word.Shape)) ?? [];

    /// <summary>The fragment of JSON Schema.</summary>
    /// <param name="schemas">Takes in what refers to itself.</param>
    public abstract JsonObject Describe(SchemaBook schemas);
}

/// <summary>What a value of a scenario may be, as a value in C#.</summary>
internal abstract class Shape<T> : Shape
{
    /// <summary>Reads a value.</summary>
    /// <returns>None after an error, which is noted in the report.</returns>
    public abstract Option<T> Read(ScenarioNode node);

    /// <summary>Writes a value as <see cref="Read"/> reads it.</summary>
    public abstract void Write(ScenarioWriter writer, T value);

    /// <summary>Whether a value can be said in this shape.</summary>
    public virtual bool CanWrite(T value) => true;

    public virtual bool AreEqual(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    /// <summary>The same JSON as another value in C#.</summary>
    /// <param name="from">What is made of the value that was read.</param>
    /// <param name="back">The value to write; none if it cannot be said in this shape.</param>
    public Shape<TOther> As<TOther>(Func<T, TOther> from, Func<TOther, Option<T>> back) => new MappedShape<T, TOther>(this, from, back);

    /// <summary>The same with the builder's own check: what it says against a value is an error at its place.</summary>
    /// <param name="check">Throws what is wrong.</param>
    /// <param name="isJson">Whether it is given the JSON text as it stands in the file, so that places in it are places in the file.</param>
    public Shape<T> Checked(Func<T, object> check, bool isJson = false) => new CheckedShape<T>(this, check, isJson);
}

/// <summary>A shape in other words.</summary>
internal abstract class WrappedShape<TInner, T>(Shape<TInner> inner) : Shape<T>
{
    protected Shape<TInner> Inner => inner;

    public override bool IsKept => inner.IsKept;

    public override IVocabulary? Vocabulary => inner.Vocabulary;

    public override IEnumerable<(string? Key, Shape Shape)> Parts => inner.Parts;

    public override JsonObject Describe(SchemaBook schemas) => inner.Describe(schemas);
}

internal sealed class MappedShape<TInner, T>(Shape<TInner> inner, Func<TInner, T> from, Func<T, Option<TInner>> back) : WrappedShape<TInner, T>(inner)
{
    public override Option<T> Read(ScenarioNode node) => Inner.Read(node).Then(value => new Option<T>(from(value)));

    public override void Write(ScenarioWriter writer, T value)
    {
        if (back(value).Is(out var inner))
        {
            Inner.Write(writer, inner);
        }
    }

    public override bool CanWrite(T value) => back(value).Is(out var inner) && Inner.CanWrite(inner);
}

internal sealed class CheckedShape<T>(Shape<T> inner, Func<T, object> check, bool isJson) : WrappedShape<T, T>(inner)
{
    public override Option<T> Read(ScenarioNode node) =>
        Inner.Read(node).Then(value => node.Try(() => check(value), isJson) is null ? Option<T>.None : new(value));

    public override void Write(ScenarioWriter writer, T value) => Inner.Write(writer, value);

    public override bool CanWrite(T value) => Inner.CanWrite(value);

    public override bool AreEqual(T one, T other) => Inner.AreEqual(one, other);
}
