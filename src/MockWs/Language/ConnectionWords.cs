using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using static MockWs.Language.ActionWords;

namespace MockWs.Language;

/// <summary>The actions about connections: others, and this one's life.</summary>
internal static class ConnectionWords
{
    public static IReadOnlyList<Word<ActionsBuilder, MockAction>> All { get; } =
    [
        Action(
            "broadcast",
            "Sends a message to all connections, or to those that are meant.",
            BroadcastShape.Any,
            (then, value) => then.BroadcastMessage(value.Message, value.Path, value.SamePath, value.ExceptMe, value.Where),
            (Broadcast broadcast) =>
                (broadcast.Message, broadcast.Scope.Path?.Source, broadcast.Scope.IsSamePath, broadcast.Scope.ExceptMe, broadcast.Scope.Where),
            """{ "text": "hi", "path": "/chat/*", "samePath": true, "exceptMe": true, "where": { "state": { "role": "admin" } } }""",
            """{ "json": { "n": "{{message.json.n}}" } }""", """{ "binary": { "hex": "01" } }""", """{ "binary": { "base64": "AQ==" } }""", """{ "binary": { "file": "logo.png" } }"""),
        Action(
            "ping",
            "Sends a ping with up to 125 bytes (RFC 6455 section 5.5.2).",
            Shape.BytesOrNone,
            (then, bytes) => then.Ping(bytes),
            (SendPing ping) => ping.Payload.Value.ToArray(),
            "{}", """{ "hex": "01" }""", """{ "base64": "AQ==" }""", """{ "file": "logo.png" }"""),
        Action(
            "pong",
            "Sends a pong with up to 125 bytes (RFC 6455 section 5.5.3).",
            Shape.BytesOrNone,
            (then, bytes) => then.Pong(bytes),
            (SendPong pong) => pong.Payload.Value.ToArray(),
            "{}", """{ "hex": "01" }""", """{ "base64": "AQ==" }""", """{ "file": "logo.png" }"""),
        Action(
            "close",
            "Begins a close with a code and a reason.",
            Shape.Object(
                Member.Optional("code", "Any number of 16 bits, allowed by RFC 6455 section 7.4 or not; 0 or 1005 for a close frame without one.", Shape.Integer(least: 0, most: ushort.MaxValue), 1000),
                Member.Optional("reason", "A template.", Shape.Template, "")),
            (then, value) => then.Close(value.Item1, value.Item2),
            (Close close) => (close.Code, close.Reason.Source),
            """{ "code": 4001, "reason": "bye" }""", "{}"),
        Action(
            "drop",
            "Ends the connection without a close frame: over TCP, a reset.",
            Shape.Nothing,
            (then, _) => then.Drop(),
            (Drop _) => default(ValueTuple),
            "{}"),
        Action(
            "fault",
            "Does something wrong on purpose; what lasts begins here.",
            FaultShape.OfAction,
            (then, fault) => then.Fault(fault),
            (RunFault action) => action.Binding,
            """{ "reset": {} }""", """{ "stall": "00:00:05", "chance": 0.5 }"""),
        Action(
            "if",
            "Does one thing or the other, as the message that is being answered, a state or a counter decides.",
            Shape.Object(
                Member.Required("when", "What decides.", MatcherWords.When),
                Member.Required("then", "What is done if it holds.", List),
                Member.Optional("otherwise", "What is done if it does not.", List, [])),
            (then, value) => then.If(value.Item1, yes => yes.Add(value.Item2), no => no.Add(value.Item3)),
            (If choice) => (choice.When, choice.Then, choice.Otherwise),
            """{ "when": { "counter": { "asked": 3 } }, "then": [ { "send": "enough" } ], "otherwise": [ { "echo": {} } ] }""",
            """{ "when": { "text": "a" }, "then": [] }"""),
    ];
}
