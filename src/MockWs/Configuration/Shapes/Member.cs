using System.Text.Json.Nodes;

namespace MockWs.Configuration.Shapes;

/// <summary>A member of an object.</summary>
internal abstract class Member(string name, string about, Shape shape, bool isRequired)
{
    public string Name => name;

    public Shape Shape => shape;

    public bool IsRequired => isRequired;

    public virtual JsonObject Describe(SchemaBook schemas) => SchemaBook.Describe(shape.Describe(schemas), about);

    /// <summary>A member that has to be there.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="about">What it says, in one sentence.</param>
    /// <param name="shape">What it may be.</param>
    public static Member<T> Required<T>(string name, string about, Shape<T> shape) => new(name, about, shape, Option<T>.None);

    /// <summary>A member that may be left out, and is left out where it says what holds without it.</summary>
    /// <param name="name">Its key.</param>
    /// <param name="about">What it says, in one sentence.</param>
    /// <param name="shape">What it may be.</param>
    /// <param name="otherwise">What holds without it.</param>
    public static Member<T> Optional<T>(string name, string about, Shape<T> shape, T otherwise) => new(name, about, shape, otherwise);

    /// <summary>A member that may be left out, which is null then.</summary>
    public static Member<T?> Optional<T>(string name, string about, Shape<T> shape)
        where T : class => new(name, about, shape!, new Option<T?>(null));

    /// <summary>A member that may be left out, which is null then.</summary>
    public static Member<T?> OptionalValue<T>(string name, string about, Shape<T> shape)
        where T : struct => new(name, about, shape.As(value => (T?)value, Option.OfValue), new Option<T?>(null));
}

/// <summary>A member of an object, as a value in C#.</summary>
internal sealed class Member<T>(string name, string about, Shape<T> shape, Option<T> otherwise)
    : Member(name, about, shape, isRequired: !otherwise.Is(out _))
{
    /// <summary>Reads the member, or what holds without it.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="members">Its members.</param>
    public Option<T> Read(ScenarioNode owner, IReadOnlyDictionary<string, ScenarioNode> members) =>
        IsRequired ? Option.Of(owner.Required(members, Name)).Then(shape.Read) :
        members.TryGetValue(Name, out var member) ? shape.Read(member) : otherwise;

    public bool CanWrite(T value) => IsDefault(value) || shape.CanWrite(value);

    public void Write(ScenarioWriter writer, T value)
    {
        if (!IsDefault(value))
        {
            writer.Json.WritePropertyName(Name);
            shape.Write(writer, value);
        }
    }

    public override JsonObject Describe(SchemaBook schemas)
    {
        var schema = base.Describe(schemas);
        if (otherwise.Is(out var value) && value is not null && shape.CanWrite(value))
        {
            schema.Add("default", ScenarioWriter.Node(writer => shape.Write(writer, value)));
        }

        return schema;
    }

    private bool IsDefault(T value) => otherwise.Is(out var other) && shape.AreEqual(value, other);
}
