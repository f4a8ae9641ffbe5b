using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>The keys of an endpoint.</summary>
internal static class EndpointWords
{
    private const string Actions = """[ { "send": "hello" } ]""";

    // After an error in the path, what follows is still read for its own errors.
    private const string AnyPath = "/**";

    private static readonly Shape<Rule> Rule = new RuleShape(Shape.Object(
        Member.Required("when", "Which messages are meant.", MatcherWords.When),
        Member.Required("then", "What is done, in order.", ActionWords.List),
        Member.OptionalValue("times", "How often the rule answers on one connection; without it always.", Shape.Integer(least: 1))));

    private static readonly Vocabulary<EndpointBuilder, Endpoint> Handshake = new(
        "handshake",
        "Which connections are meant, and what is agreed to.",
        [
            Word(
                "subprotocols",
                "The subprotocols to agree to, the best first, instead of the server's.",
                Shape.List(Shape.Text),
                (endpoint, names) => endpoint.UseSubprotocols([.. names]),
                endpoint => Option.Of<IReadOnlyList<string>>(endpoint.Subprotocols),
                """[ "chat.v1" ]"""),
            Condition("query", "Only connections with these in their query: names, and what the values look like, with * and ?.", (endpoint, name, glob) => endpoint.WithQuery(name, glob), endpoint => endpoint.Query),
            Condition("headers", "Only connections with these headers: names, and what the values look like, with * and ?.", (endpoint, name, glob) => endpoint.WithHeader(name, glob), endpoint => endpoint.Headers),
            Word(
                "nth",
                "Only the nth connection to this path, counted from 1.",
                Shape.Integer(least: 1),
                (endpoint, nth) => endpoint.OnConnection(nth),
                endpoint => Option.OfValue(endpoint.Nth),
                "2"),
        ]);

    public static Vocabulary<EndpointBuilder, Endpoint> All { get; } = new(
        "endpoint",
        "A path and what is said there.",
        [
            new Word<EndpointBuilder, Endpoint, string>(
                "path",
                "The paths that are meant: {room} names a segment, * is any one segment, ** at the end is all that is left.",
                Shape.Path,
                (endpoint, path) => endpoint.MoveTo(path),
                endpoint => Option.Of(endpoint.Path?.Source),
                ["\"/chat/{room}\""])
            { IsRequired = true },
            new GroupWord<EndpointBuilder, Endpoint>("handshake", "Which connections are meant, and what is agreed to.", Handshake),
            On("onOpen", "What is said before the client says anything.", (endpoint, then) => endpoint.OnOpen(then), endpoint => endpoint.OnOpen),
            On("onPing", "What is done about a ping, before the automatic pong.", (endpoint, then) => endpoint.OnPing(then), endpoint => endpoint.OnPing),
            On("onPong", "What is done about a pong.", (endpoint, then) => endpoint.OnPong(then), endpoint => endpoint.OnPong),
            On("onClose", "What is done about the client's close frame, before its echo.", (endpoint, then) => endpoint.OnClose(then), endpoint => endpoint.OnClose),
            Word(
                "onIdle",
                "What is done each time the client has said nothing for so long.",
                Shape.Object(
                    Member.Required("time", "How long.", Shape.Interval),
                    Member.Required("then", "What is done, in order.", ActionWords.List)),
                (endpoint, value) => endpoint.OnIdle(value.Item1, then => then.Add(value.Item2)),
                endpoint => endpoint.IdleTime is { } time ? (time, endpoint.OnIdle) : default(Option<(TimeSpan, IReadOnlyList<MockAction>)>),
                """{ "time": "00:00:30", "then": [ { "ping": {} } ] }"""),
            Word(
                "rules",
                "The answers; the first that matches a message is given.",
                Shape.List(Rule),
                (endpoint, rules) =>
                {
                    foreach (var rule in rules)
                    {
                        endpoint.When(rule.When, then => then.Add(rule.Then), rule.Times);
                    }
                },
                endpoint => endpoint.Rules is [] ? default : new(endpoint.Rules),
                """[ { "when": { "text": "ping" }, "then": [ { "send": "pong" } ], "times": 2 } ]"""),
            Word(
                "otherwise",
                "What is done about a message that no rule answers; without it the server's unmatched says so.",
                ActionWords.List,
                (endpoint, actions) => endpoint.Otherwise(then => then.Add(actions)),
                endpoint => Option.Of<IReadOnlyList<MockAction>>(endpoint.Otherwise),
                Actions, "[]"),
        ]);

    /// <summary>A list of endpoints.</summary>
    public static Shape<IReadOnlyList<Endpoint>> List { get; } = new EndpointsShape(new ObjectOfWords<EndpointBuilder, Endpoint>(() => All, Build));

    private static Endpoint Build(Action<EndpointBuilder> say)
    {
        var endpoint = new EndpointBuilder(AnyPath);
        say(endpoint);
        return endpoint.Build();
    }

    private static Word<EndpointBuilder, Endpoint> Word<TValue>(
        string name, string about, Shape<TValue> shape, Action<EndpointBuilder, TValue> say, Func<Endpoint, Option<TValue>> find, params string[] examples) =>
        new Word<EndpointBuilder, Endpoint, TValue>(name, about, shape, say, find, examples);

    private static Word<EndpointBuilder, Endpoint> On(
        string name, string about, Action<EndpointBuilder, Action<ActionsBuilder>> on, Func<Endpoint, IReadOnlyList<MockAction>> find) => Word(
            name, about, ActionWords.List, (endpoint, actions) => on(endpoint, then => then.Add(actions)), endpoint => find(endpoint) is [] ? default : new(find(endpoint)), Actions);

    private static Word<EndpointBuilder, Endpoint> Condition(
        string name, string about, Action<EndpointBuilder, string, string> with, Func<Endpoint, IReadOnlyList<KeyValuePair<string, string>>> find) => Word(
            name,
            about,
            Shape.Texts,
            (endpoint, globs) =>
            {
                foreach (var (wanted, glob) in globs)
                {
                    with(endpoint, wanted, glob);
                }
            },
            endpoint => find(endpoint) is [] ? default : new([.. find(endpoint).Select(wanted => (wanted.Key, wanted.Value))]),
            """{ "v": "2*", "w": "*" }""");
}
