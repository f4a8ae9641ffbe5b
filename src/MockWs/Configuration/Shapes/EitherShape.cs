using System.Text.Json.Nodes;

namespace MockWs.Configuration.Shapes;

/// <summary>One of several shapes: a plain value, or one of objects that are told apart by the members that only one of them has.</summary>
/// <param name="plain">What it is if it is no object; null if it has to be one.</param>
/// <param name="objects">What it may be as an object.</param>
/// <param name="empty">What an empty object says; none if it says nothing.</param>
internal sealed class EitherShape<T>(Shape<T>? plain, IReadOnlyList<ObjectShape<T>> objects, Option<T> empty) : Shape<T>
{
    private readonly string[] _names = [.. objects.SelectMany(shape => shape.Members).Select(member => member.Name).Distinct()];

    private IEnumerable<Shape<T>> Shapes => [.. plain is null ? [] : new[] { plain }, .. objects];

    public override IEnumerable<(string? Key, Shape Shape)> Parts => Shapes.SelectMany(shape => shape.Parts);

    public override Option<T> Read(ScenarioNode node)
    {
        if (plain is not null && !node.IsObject())
        {
            return plain.Read(node);
        }

        var given = node.Members(_names);
        if (objects.FirstOrDefault(shape => shape.Members.Any(member => given.ContainsKey(member.Name) && IsOwn(member))) is { } meant)
        {
            RefuseOthers(meant, given);
            return meant.ReadMembers(node, given);
        }

        if (given.Count == 0 && (empty.Is(out _) || node.IsWrong || node.Children.Any()))
        {
            return node.IsWrong ? Option<T>.None : empty;
        }

        node.Wrong($"needs {string.Join(", or ", objects.Select(Needs))}");
        return Option<T>.None;
    }

    public override void Write(ScenarioWriter writer, T value)
    {
        if (empty.Is(out var none) && AreEqual(value, none))
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteEndObject();
        }
        else
        {
            Shapes.First(shape => shape.CanWrite(value)).Write(writer, value);
        }
    }

    public override bool CanWrite(T value) => Shapes.Any(shape => shape.CanWrite(value));

    public override bool AreEqual(T one, T other) => Shapes.First().AreEqual(one, other);

    public override JsonObject Describe(SchemaBook schemas)
    {
        var fragments = Shapes.Select(shape => shape.Describe(schemas)).ToList();
        if (empty.Is(out _))
        {
            fragments.Add(SchemaBook.Object([]));
        }

        return new JsonObject { ["anyOf"] = new JsonArray([.. fragments]) };
    }

    private bool IsOwn(Member member) => objects.Count(shape => shape.Members.Any(other => other.Name == member.Name)) == 1;

    private void RefuseOthers(ObjectShape<T> meant, IReadOnlyDictionary<string, ScenarioNode> given)
    {
        var names = meant.Members.Select(member => member.Name).ToList();
        var own = string.Join(" and ", meant.Members.Where(IsOwn).Select(member => member.Name));
        foreach (var (name, other) in given)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                other.Wrong($"does not go together with {own}");
            }
        }
    }

    private static string Needs(ObjectShape<T> shape) =>
        string.Join(" and ", shape.Members.Where(member => member.IsRequired).Select(member => $"\"{member.Name}\""));
}
