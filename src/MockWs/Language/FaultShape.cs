using System.Text.Json.Nodes;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;

namespace MockWs.Language;

/// <summary>A fault under its name, with what binds it beside it: <c>{ "reset": {}, "at": { "message": 2 } }</c>.</summary>
/// <param name="name">What the object is called in the JSON Schema.</param>
/// <param name="faults">Those that the JSON Schema lists.</param>
/// <param name="binding">What may stand beside the fault.</param>
/// <param name="bind">Binds it; throws what is wrong.</param>
internal sealed class FaultShape(
    string name,
    IReadOnlyList<Word<List<Fault>, Fault>> faults,
    ObjectShape<(Moment? At, double Chance, int? Times, Connections? Connection)> binding,
    Func<Fault, Moment?, double, int?, Connections?, FaultBinding> bind) : Shape<FaultBinding>
{
    private const string At = "at";

    private static readonly Member<double> Chance = Member.Optional("chance", "How likely, above 0 and at most 1, drawn each time.", Shape.Fraction, 1);

    private static readonly ObjectShape<(Moment? At, double Chance, int? Times, Connections? Connection)> Whole = Shape.Object(
        Member.Optional(At, "When; without it the moment that is the fault's own.", MomentShape.Any),
        Chance,
        Member.OptionalValue("times", "How often on one connection; without it always.", Shape.Integer(least: 1)),
        Member.OptionalValue("connection", "On which connections, counted from 1; without it on all.", ConnectionsShape));

    /// <summary>A fault of the server.</summary>
    public static Shape<FaultBinding> OfServer { get; } = new FaultShape("faultBinding", FaultWords.All.Words, Whole, FaultBinding.Create);

    /// <summary>A fault of an endpoint.</summary>
    public static Shape<FaultBinding> OfEndpoint { get; } = new FaultShape("faultBinding", FaultWords.All.Words, Whole, EndpointBuilder.Bind);

    /// <summary>A fault among actions, whose moment is its turn.</summary>
    public static Shape<FaultBinding> OfAction { get; } = new FaultShape(
        "faultAction",
        FaultWords.Actions,
        Shape.Object(Chance).To(chance => ((Moment?)null, chance, (int?)null, (Connections?)null), value => value.Item2),
        (fault, _, chance, _, _) => FaultBinding.OfAction(fault, chance));

    public override IVocabulary? Vocabulary => FaultWords.All;

    public override IEnumerable<(string? Key, Shape Shape)> Parts => base.Parts.Concat(binding.Parts);

    private static Shape<Connections> ConnectionsShape => Shape.Either(
        Shape.Integer(least: 1).As<Connections>(nth => nth, connections => connections.First == connections.Last ? connections.First : default(Option<int>)),
        Shape.Object(
                Member.Optional("from", "The first.", Shape.Integer(least: 1), 1),
                Member.OptionalValue("to", "The last; without it there is none.", Shape.Integer(least: 1)))
            .Where("to", bounds => bounds.Item2 is null || bounds.Item2 >= bounds.Item1, "must not be less than \"from\"")
            .To(
                bounds => bounds.Item2 is { } last ? Connections.Between(bounds.Item1, last) : Connections.From(bounds.Item1),
                connections => (connections.First, connections.Last)));

    public override Option<FaultBinding> Read(ScenarioNode node)
    {
        var words = FaultWords.All;
        var members = node.Members([.. words.Names, .. binding.Members.Select(member => member.Name)]);
        var given = members.Keys.Where(key => words.Names.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (given.Count > 1)
        {
            node.Wrong($"one fault has one name, this one has {string.Join(" and ", given)}: make it {given.Count} faults");
        }
        else if (given.Count == 0 && !node.IsWrong && members.Count == node.Children.Count())
        {
            node.Wrong("needs a fault under its name, such as \"reset\": {}; docs/faults.md has them all");
        }

        var said = new List<Fault>();
        words.Say(node, members, said);
        return binding.ReadMembers(node, members).Is(out var value) && said is [var fault] && given.Count == 1
            ? Option.Of(members.GetValueOrDefault(At, node).Try(() => bind(fault, value.At, value.Chance, value.Times, value.Connection)))
            : default;
    }

    public override void Write(ScenarioWriter writer, FaultBinding value)
    {
        if (FaultWords.All.WordOf(value.Fault) is { } word)
        {
            writer.Json.WriteStartObject();
            word.Write(writer, value.Fault);
            binding.WriteMembers(writer, (value.At == value.Fault.Default ? null : value.At, value.Chance, value.Times, value.Connections));
            writer.Json.WriteEndObject();
        }
        else
        {
            writer.Refuse($"JSON has no word for {value.Word}");
        }
    }

    public override JsonObject Describe(SchemaBook schemas) => schemas.Refer(name, () =>
    {
        var properties = new JsonObject();
        foreach (var word in faults)
        {
            properties.Add(word.Name, schemas.Refer($"fault-{word.Name}", () => word.Describe(schemas)));
        }

        foreach (var member in binding.Members)
        {
            properties.Add(member.Name, member.Describe(schemas));
        }

        var schema = SchemaBook.Describe(SchemaBook.Object(properties), "A misbehaviour on purpose: the name of one fault, and when it happens.");
        schema.Add("oneOf", new JsonArray([.. faults.Select(word => new JsonObject { ["required"] = new JsonArray(word.Name) })]));
        return schema;
    });
}
