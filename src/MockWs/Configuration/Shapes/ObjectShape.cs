using System.Text.Json.Nodes;

namespace MockWs.Configuration.Shapes;

/// <summary>An object whose members are known.</summary>
internal sealed class ObjectShape<T>(
    IReadOnlyList<Member> members,
    Func<ScenarioNode, IReadOnlyDictionary<string, ScenarioNode>, Option<T>> read,
    Action<ScenarioWriter, T> write,
    Func<T, bool> canWrite) : Shape<T>
{
    public IReadOnlyList<Member> Members => members;

    public override IEnumerable<(string? Key, Shape Shape)> Parts => members.Select(member => ((string?)member.Name, member.Shape));

    public override Option<T> Read(ScenarioNode node) => read(node, node.Members([.. members.Select(member => member.Name)]));

    public Option<T> ReadMembers(ScenarioNode node, IReadOnlyDictionary<string, ScenarioNode> given) => read(node, given);

    public override void Write(ScenarioWriter writer, T value)
    {
        writer.Json.WriteStartObject();
        write(writer, value);
        writer.Json.WriteEndObject();
    }

    public void WriteMembers(ScenarioWriter writer, T value) => write(writer, value);

    public override bool CanWrite(T value) => canWrite(value);

    public override JsonObject Describe(SchemaBook schemas)
    {
        var properties = new JsonObject();
        foreach (var member in members)
        {
            properties.Add(member.Name, member.Describe(schemas));
        }

        return SchemaBook.Object(properties, members.Where(member => member.IsRequired).Select(member => member.Name));
    }

    /// <summary>The same members as another value in C#.</summary>
    public ObjectShape<TOther> To<TOther>(Func<T, TOther> from, Func<TOther, Option<T>> back) => new(
        members,
        (node, given) => read(node, given).Then(value => new Option<TOther>(from(value))),
        (writer, value) =>
        {
            if (back(value).Is(out var inner))
            {
                write(writer, inner);
            }
        },
        value => back(value).Is(out var inner) && canWrite(inner));

    /// <summary>The same with a condition between members, which says nothing where a member is wrong by itself.</summary>
    /// <param name="name">The member that is wrong without it.</param>
    /// <param name="holds">The condition.</param>
    /// <param name="what">What is wrong without it.</param>
    public ObjectShape<T> Where(string name, Func<T, bool> holds, string what) => new(
        members,
        (node, given) => read(node, given).Then(value =>
        {
            if (holds(value))
            {
                return new Option<T>(value);
            }

            if (!node.IsWrong && !node.Children.Any(child => child.IsWrong))
            {
                given.GetValueOrDefault(name, node).Wrong(what);
            }

            return default;
        }),
        write,
        canWrite);
}
