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
            "Sends a text message to all connections, or to those that are meant.",
            Shape.Object(
                Member.Required("text", "A template, filled once for all.", Shape.Template),
                Member.Optional("path", "Only to connections whose path fits this pattern.", Shape.Path),
                Member.Optional("samePath", "Only to connections with the sender's own path.", Shape.Boolean, otherwise: false),
                Member.Optional("exceptMe", "Not to the connection that this comes from.", Shape.Boolean, otherwise: false)),
            (then, value) => then.Broadcast(value.Item1, value.Item2, value.Item3, value.Item4),
            (Broadcast broadcast) => broadcast is { Message: Send send, Scope: { Where: null } scope } ? (send.Text.Source, scope.Path?.Source, scope.IsSamePath, scope.ExceptMe) : default(Option<(string, string?, bool, bool)>),
            """{ "text": "hi", "path": "/chat/*", "samePath": true, "exceptMe": true }""", """{ "text": "hi" }"""),
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
                Member.Optional("code", "Any number of 16 bits, allowed by RFC 6455 section 7.4 or not.", Shape.Integer(least: 0, most: ushort.MaxValue), 1000),
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
    ];
}
