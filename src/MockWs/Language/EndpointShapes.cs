using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Configuration;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>A list of endpoints, in which none may hide another.</summary>
internal sealed class EndpointsShape(Shape<Endpoint> endpoint) : WrappedShape<IReadOnlyList<Endpoint>, IReadOnlyList<Endpoint>>(Shape.List(new EndpointShape(endpoint)))
{
    public override Option<IReadOnlyList<Endpoint>> Read(ScenarioNode node)
    {
        var read = Inner.Read(node);
        if (read.Is(out var endpoints))
        {
            var earlier = new List<Endpoint>();
            foreach (var (made, child) in endpoints.Zip(node.Children))
            {
                WarnOfShadowed(made.Rules, Child(child, "rules"));
                var path = Child(child, "path");
                if (path is null or { IsWrong: true })
                {
                    continue;
                }

                if (earlier.Exists(other => other.HasConditionsOf(made)))
                {
                    path.Wrong($"there is an endpoint {made.Path} with this handshake before it, so that this one is never reached");
                }
                else if (earlier.Find(other => other.Takes(made)) is { } wider)
                {
                    path.Warn($"this endpoint is never reached: the endpoint {wider.Path} before it meets every client that it means; put it first");
                }

                earlier.Add(made);
            }
        }

        return read;
    }

    public override void Write(ScenarioWriter writer, IReadOnlyList<Endpoint> value) => Inner.Write(writer, value);

    public override bool AreEqual(IReadOnlyList<Endpoint> one, IReadOnlyList<Endpoint> other) => Inner.AreEqual(one, other);

    private static void WarnOfShadowed(ValueList<Rule> rules, ScenarioNode? list)
    {
        // After an error there may be fewer rules than nodes.
        if (list?.Children.ToList() is not { } nodes || nodes.Count != rules.Count)
        {
            return;
        }

        foreach (var (rule, by) in ShadowedRules.Find(rules))
        {
            nodes[rule].Warn($"this rule is never reached: rule {by + 1} before it ({rules[by]}) answers every message that it means; put it first");
        }
    }

    private static ScenarioNode? Child(ScenarioNode endpoint, string key) =>
        endpoint.Children.FirstOrDefault(child => child.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An endpoint, which errors of writing name.</summary>
internal sealed class EndpointShape(Shape<Endpoint> inner) : WrappedShape<Endpoint, Endpoint>(inner)
{
    public override Option<Endpoint> Read(ScenarioNode node) => Inner.Read(node);

    public override void Write(ScenarioWriter writer, Endpoint value) => writer.At($"{value.Path}", () =>
    {
        if (value.Callbacks is not null)
        {
            writer.Note("JSON has no word for callbacks: UseCallbacks is code");
        }

        Inner.Write(writer, value);
    });
}

/// <summary>A rule, which errors of writing name.</summary>
internal sealed class RuleShape(Shape<(Matcher When, IReadOnlyList<MockAction> Then, int? Times, ExpectedAnswers? Expect)> inner)
    : WrappedShape<(Matcher When, IReadOnlyList<MockAction> Then, int? Times, ExpectedAnswers? Expect), Rule>(inner)
{
    public override Option<Rule> Read(ScenarioNode node) =>
        Inner.Read(node).Then(value => Option.Of(new Rule(value.When, [.. value.Then], value.Times, value.Expect)));

    public override void Write(ScenarioWriter writer, Rule value) =>
        writer.At($"{value}", () => Inner.Write(writer, (value.When, value.Then, value.Times, value.Expect)));
}
