using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>The actions that remember something.</summary>
internal static class StateWords
{
    public static IReadOnlyList<Word<ActionsBuilder, MockAction>> All { get; } =
    [
        Setter("setState", "Names states of the connection; the values are templates.", (then, name, value) => then.SetState(name, value), ofServer: false),
        Setter("setServerState", "Names states of the server, which all connections see; the values are templates.", (then, name, value) => then.SetServerState(name, value), ofServer: true),
        ActionWords.Action(
            "count",
            "Adds to a counter, which {{counter.NAME}} shows; with server. before its name to one that all connections share.",
            Shape.Either(
                Shape.Name.As(name => (name, 1L), value => value.Item2 == 1 ? value.Item1 : default(Option<string>)),
                Shape.Object(
                    Member.Required("name", "The counter.", Shape.Name),
                    Member.Optional("by", "How much; less than 0 to count down.", Shape.Long(least: long.MinValue), 1))),
            (then, value) => then.Count(value.Item1, value.Item2),
            (Count count) => (count.Name, count.By),
            "\"asked\"", """{ "name": "server.asked", "by": -2 }"""),
        ActionWords.Action(
            "resetCounter",
            "Puts a counter back to 0.",
            Shape.Name,
            (then, name) => then.ResetCounter(name),
            (ResetCounter reset) => reset.Name,
            "\"asked\""),
        ActionWords.Action(
            "capture",
            "Remembers a value, which {{captured.NAME}} shows: what a template comes to, or a part of the message.",
            CaptureShape.Any,
            (then, value) => then.CaptureFrom(value.Name, value.From),
            (Capture capture) => (capture.Name, capture.From),
            """{ "name": "user", "value": "{{message.json.user.id}}" }""",
            """{ "name": "user", "jsonPath": "$.user.id" }""",
            """{ "name": "user", "regex": "user=(\\w+)" }"""),
        ActionWords.Action(
            "log",
            "Writes a line into the journal; the text is a template.",
            Shape.Template,
            (then, text) => then.Log(text),
            (Log log) => log.Text.Source,
            "\"hello\""),
    ];

    private static Word<ActionsBuilder, MockAction> Setter(string name, string about, Action<ActionsBuilder, string, string> set, bool ofServer) =>
        ActionWords.Action(
            name,
            about,
            Shape.Templates,
            (then, states) =>
            {
                foreach (var (state, value) in states)
                {
                    set(then, state, value);
                }
            },
            (SetState state) => state.OfServer == ofServer ? new([(state.Name, state.Value.Source)]) : default,
            """{ "login": "yes", "name": "{{message.text}}" }""");
}
