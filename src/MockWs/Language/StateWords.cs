using MockWs.Behaviours.Actions;
using MockWs.Configuration.Words;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>The actions that remember something.</summary>
internal static class StateWords
{
    public static IReadOnlyList<Word<ActionsBuilder, MockAction>> All { get; } =
    [
        Setter("setState", "Names states of the connection; the values are templates.", (then, name, value) => then.SetState(name, value), ofServer: false),
        Setter("setServerState", "Names states of the server, which all connections see; the values are templates.", (then, name, value) => then.SetServerState(name, value), ofServer: true),
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
            Shape.Texts,
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
