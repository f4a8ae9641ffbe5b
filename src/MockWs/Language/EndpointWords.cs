using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Scripts;
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
        Member.OptionalValue("times", "How often the rule answers on one connection; without it always.", Shape.Integer(least: 1)),
        Member.Optional("expect", "How often the rule is expected to answer, on all connections together: mockws verify tells what was not met.", ExpectShape.Expect)));

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
            Word(
                "offeredSubprotocols",
                "Only connections whose client offers all of these subprotocols; they are agreed to where subprotocols says nothing else.",
                Shape.List(Shape.Name),
                (endpoint, names) =>
                {
                    foreach (var name in names)
                    {
                        endpoint.WithSubprotocol(name);
                    }
                },
                endpoint => endpoint.OfferedSubprotocols is [] ? default : new(endpoint.OfferedSubprotocols),
                """[ "chat.v1", "chat.v2" ]"""),
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
            Word(
                "faults",
                "What goes wrong on purpose, each time its moment comes, or from its moment on for what lasts.",
                Shape.List(FaultShape.OfEndpoint),
                (endpoint, faults) => endpoint.Add(faults),
                endpoint => endpoint.Faults is [] ? default : new(endpoint.Faults),
                """[ { "reject": 503, "connection": 1 }, { "reset": {}, "at": { "message": 2 }, "chance": 0.5, "times": 1, "connection": { "from": 2, "to": 3 } } ]""",
                """
                [
                  { "stall": "00:00:05", "at": { "midFrame": 1 } }, { "stopReading": {}, "at": { "after": "00:00:05" } },
                  { "endWithoutClose": {}, "at": { "bytes": 1000 } }, { "stopWriting": {}, "at": "everyMessage", "connection": { "from": 4 } },
                  { "reset": {}, "at": { "midMessage": 2 } }, { "reset": {}, "at": { "ping": 1 } }, { "reset": {}, "at": { "sent": 1 } }
                ]
                """),
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
                "timers",
                "What is done of its own accord, counted from the moment when the connection opens: once, or again and again.",
                Shape.List(TickerShapes.Timer),
                (endpoint, timers) => endpoint.Add(timers),
                endpoint => endpoint.Timers is [] ? default : new(endpoint.Timers),
                """
                [
                  { "after": "00:00:05", "then": [ { "send": "still there?" } ] },
                  {
                    "interval": "00:00:01", "times": 5, "jitter": "00:00:00.1", "name": "tick", "until": { "text": "stop" },
                    "then": [ { "send": "{{tick.n}}" } ]
                  }
                ]
                """),
            Word(
                "heartbeat",
                "Pings, and a close of a connection that leaves too many of them without a pong.",
                Shape.Object(
                    Member.Required("interval", "The time between two pings, and before the first.", Shape.Interval),
                    Member.Optional("missed", "How many pings without a pong end the connection.", Shape.Integer(least: 1), 3),
                    Member.Optional("code", "The close code.", Shape.Integer(least: 0, most: ushort.MaxValue), 1011)),
                (endpoint, value) => endpoint.Heartbeat(value.Item1, value.Item2, value.Item3),
                endpoint => endpoint.Heartbeat is { } heartbeat ? (heartbeat.Interval, heartbeat.Missed, heartbeat.Code) : default(Option<(TimeSpan, int, int)>),
                """{ "interval": "00:00:30", "missed": 2, "code": 4000 }""", """{ "interval": "00:00:30" }"""),
            Word(
                "script",
                "What is done step by step on each connection: actions, and between them what is waited for.",
                ScriptWords.List,
                (endpoint, steps) => endpoint.Script(script => script.Add(steps)),
                endpoint => Option.Of<IReadOnlyList<ScriptStep>>(endpoint.Script),
                """[ { "send": "X" }, { "expect": { "when": { "text": "Y" }, "within": "00:00:02" } }, { "send": "Z" }, { "close": { "code": 4001 } } ]""",
                "[]"),
            Word(
                "rules",
                "The answers; the first that matches a message is given.",
                Shape.List(Rule),
                (endpoint, rules) =>
                {
                    foreach (var rule in rules)
                    {
                        endpoint.When(rule.When, then => then.Add(rule.Then), rule.Times, rule.Expect);
                    }
                },
                endpoint => endpoint.Rules is [] ? default : new(endpoint.Rules),
                """[ { "when": { "text": "ping" }, "then": [ { "send": "pong" } ], "times": 2, "expect": { "times": 3 } } ]""",
                """
                [
                  { "when": { "text": "a" }, "then": [], "expect": { "atLeast": 1, "atMost": 5 } },
                  { "when": { "text": "b" }, "then": [], "expect": { "never": true } }
                ]
                """),
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
