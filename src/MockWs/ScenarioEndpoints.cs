using MockWs.Behaviours;
using MockWs.Configuration;

namespace MockWs;

/// <summary>The endpoints of a scenario, said to the builder.</summary>
internal static class ScenarioEndpoints
{
    private static readonly string[] Keys = ["path", "handshake", "onOpen", "onPing", "onPong", "onClose", "onIdle", "rules", "otherwise"];

    // After an error in the path, what follows is still read for its own errors.
    private const string AnyPath = "/**";

    /// <summary>Reads the list of endpoints.</summary>
    public static void Read(ScenarioNode list, MockWsServerBuilder mock)
    {
        var earlier = new List<Endpoint>();
        foreach (var node in list.Items())
        {
            var members = node.Members(Keys);
            var path = PathOf(node, members);
            mock.At(path?.Value ?? AnyPath, endpoint => Read(members, endpoint));
            var made = mock.Options.Endpoints[^1];
            WarnOfShadowed(made.Rules, members.GetValueOrDefault("rules"));
            if (earlier.Exists(other => IsSame(other, made)))
            {
                path?.Wrong($"there is an endpoint {made.Path} with this handshake before it, so that this one is never reached");
            }

            if (path is not null)
            {
                earlier.Add(made);
            }
        }
    }

    private static ScenarioNode? PathOf(ScenarioNode node, IReadOnlyDictionary<string, ScenarioNode> members) =>
        node.Required(members, "path") is { } path && path.Text() is { } text && path.Try(() => PathPattern.Parse(text)) is not null ? path : null;

    private static bool IsSame(Endpoint one, Endpoint other) =>
        Equals(one.Path, other.Path) && one.Nth == other.Nth && one.Query.SequenceEqual(other.Query) && one.Headers.SequenceEqual(other.Headers);

    private static void Read(IReadOnlyDictionary<string, ScenarioNode> members, EndpointBuilder endpoint)
    {
        ReadHandshake(members.GetValueOrDefault("handshake"), endpoint);
        On(members, "onOpen", endpoint.OnOpen);
        On(members, "onPing", endpoint.OnPing);
        On(members, "onPong", endpoint.OnPong);
        On(members, "onClose", endpoint.OnClose);
        On(members, "otherwise", endpoint.Otherwise);
        if (members.GetValueOrDefault("onIdle") is { } idle)
        {
            var parts = idle.Members("time", "then");
            var time = idle.Required(parts, "time")?.Duration(TimeSpan.FromTicks(1)) ?? TimeSpan.MaxValue;
            idle.Required(parts, "then");
            On(parts, "then", then => endpoint.OnIdle(time, then));
        }

        foreach (var rule in members.GetValueOrDefault("rules")?.Items() ?? [])
        {
            ReadRule(rule, endpoint);
        }
    }

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

    private static void On(IReadOnlyDictionary<string, ScenarioNode> members, string key, Func<Action<ActionsBuilder>, EndpointBuilder> on)
    {
        if (members.GetValueOrDefault(key) is { } actions)
        {
            on(then => ScenarioActions.Read(actions, then));
        }
    }

    private static void ReadRule(ScenarioNode rule, EndpointBuilder endpoint)
    {
        var members = rule.Members("when", "then", "times");
        var times = members.GetValueOrDefault("times")?.Integer(least: 1);
        var when = rule.Required(members, "when") is { } matcher ? ScenarioMatchers.Read(matcher) : null;
        rule.Required(members, "then");
        On(members, "then", then => endpoint.When(when ?? Any.Message, then, times));
    }

    private static void ReadHandshake(ScenarioNode? node, EndpointBuilder endpoint)
    {
        if (node is null)
        {
            return;
        }

        var members = node.Members("subprotocols", "query", "headers", "nth");
        if (members.GetValueOrDefault("subprotocols")?.Texts().ToArray() is { } subprotocols)
        {
            endpoint.UseSubprotocols(subprotocols);
        }

        if (members.GetValueOrDefault("nth")?.Integer(least: 1) is { } nth)
        {
            endpoint.OnConnection(nth);
        }

        foreach (var (name, glob) in members.GetValueOrDefault("query")?.TextEntries() ?? [])
        {
            endpoint.WithQuery(name, glob);
        }

        foreach (var (name, glob) in members.GetValueOrDefault("headers")?.TextEntries() ?? [])
        {
            endpoint.WithHeader(name, glob);
        }
    }
}
