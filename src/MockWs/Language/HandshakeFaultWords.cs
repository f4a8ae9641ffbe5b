using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in the answer to a handshake.</summary>
internal static class HandshakeFaultWords
{
    private const int Least = 200;
    private const int Most = 599;

    private static readonly Shape<(int Status, string Body, TimeSpan? RetryAfter, IReadOnlyList<(string Name, string Value)> Headers)> Rejection = Shape.Either(
        Shape.Integer(Least, Most).As(
            status => (status, "", (TimeSpan?)null, NoHeaders),
            value => value is { Item2: "", Item3: null, Item4: [] } ? value.Item1 : default(Option<int>)),
        Shape.Object(
            Member.Required("status", "The status.", Shape.Integer(Least, Most)),
            Member.Optional("body", "What a person reads, as plain text.", Shape.Text, ""),
            Member.OptionalValue("retryAfter", "The time in Retry-After, in whole seconds.", Shape.Duration()),
            Member.Optional("headers", "More headers, such as WWW-Authenticate or Location.", Shape.Texts, NoHeaders)));

    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word(
            "reject",
            "Refuses the handshake with a status, and headers and a body if you like (RFC 6455 section 4.2.2).",
            Rejection,
            value => Fault.Reject(value.Status, value.Body, value.RetryAfter, value.Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))),
            (RejectFault fault) => (fault.Status, fault.Body, fault.RetryAfter, (IReadOnlyList<(string, string)>)[.. fault.Headers.Select(header => (header.Key, header.Value))]),
            "403",
            """{ "status": 401, "headers": { "WWW-Authenticate": "Bearer" } }""",
            """{ "status": 429, "retryAfter": "00:00:05" }""",
            """{ "status": 503, "body": "Back at noon.", "retryAfter": "00:00:05" }""",
            """{ "status": 307, "headers": { "Location": "/elsewhere" } }"""),
        Word<NeverAnswerFault>("neverAnswer", "Takes the upgrade request and never answers it.", Fault.NeverAnswer),
        TextWord(
            "wrongAccept", "Grants the handshake with a Sec-WebSocket-Accept that is not made from the client's key (RFC 6455 section 4.1).",
            "value", "The value; without it the one for another key.", WrongAcceptFault.OfAnotherKey, Fault.WrongAccept, (WrongAcceptFault fault) => fault.Value, """{ "value": "no" }"""),
        TextWord(
            "wrongUpgrade", "Grants the handshake with an Upgrade header that does not say websocket (RFC 6455 section 4.1).",
            "value", "The value, if not the usual one.", WrongUpgradeFault.Usual, Fault.WrongUpgrade, (WrongUpgradeFault fault) => fault.Value, """{ "value": "h2c2" }"""),
        TextWord(
            "wrongConnection", "Grants the handshake with a Connection header that does not say Upgrade (RFC 6455 section 4.1).",
            "value", "The value, if not the usual one.", WrongConnectionFault.Usual, Fault.WrongConnection, (WrongConnectionFault fault) => fault.Value, """{ "value": "keep-alive" }"""),
        Word(
            "missingHeader",
            "Grants the handshake without one of its headers (RFC 6455 section 4.1).",
            Shape.Name,
            Fault.MissingHeader,
            (MissingHeaderFault fault) => fault.Header,
            "\"Upgrade\"", "\"Connection\"", "\"Sec-WebSocket-Accept\""),
        TextWord(
            "unofferedSubprotocol", "Grants the handshake with a subprotocol that the client did not offer (RFC 6455 section 4.1).",
            "value", "The value, if not the usual one.", UnofferedSubprotocolFault.Usual, Fault.UnofferedSubprotocol, (UnofferedSubprotocolFault fault) => fault.Value, """{ "value": "chat.v9" }"""),
        TextWord(
            "unofferedExtension", "Grants the handshake with an extension that the client did not offer (RFC 6455 section 4.1).",
            "value", "The value, if not the usual one.", UnofferedExtensionFault.Usual, Fault.UnofferedExtension, (UnofferedExtensionFault fault) => fault.Value, """{ "value": "x-zip" }"""),
        TextWord(
            "badStatusLine", "Grants the handshake behind a first line that is not one of HTTP (RFC 9112 section 4).",
            "line", "The line, if not the usual one.", BadStatusLineFault.WithoutStatus, Fault.BadStatusLine, (BadStatusLineFault fault) => fault.Line, """{ "line": "HTTP/1.1 abc OK" }"""),
        Word(
            "handshakeLate", "Answers the upgrade request so much later.", Shape.Interval, Fault.HandshakeLate, (HandshakeLateFault fault) => fault.Time, "\"00:00:05\""),
        Word(
            "handshakeInPieces",
            "Sends the answer to the handshake in pieces.",
            Shape.Object(
                Member.Optional("size", "How many bytes a piece has.", Shape.Integer(least: 1), 1),
                Member.Optional("gap", "The time between two pieces.", Shape.Duration(), TimeSpan.Zero)),
            value => Fault.HandshakeInPieces(value.Item1, value.Item2),
            (HandshakeInPiecesFault fault) => (fault.Size, fault.Gap),
            """{ "size": 10, "gap": "00:00:00.010" }""", "{}"),
        TextWord(
            "gluedFrame", "Sends a text message in the same bytes as the answer to the handshake.",
            "text", "The message, if not the usual one.", GluedFrameFault.Usual, Fault.GluedFrame, (GluedFrameFault fault) => fault.Message, """{ "text": "hello" }"""),
    ];

    private static IReadOnlyList<(string Name, string Value)> NoHeaders => [];

    /// <summary>A fault whose one setting is a text that it has without it, too.</summary>
    private static Word<List<Fault>, Fault> TextWord<TFault>(
        string name, string about, string key, string what, string usual, Func<string, Fault> make, Func<TFault, string> find, string example)
        where TFault : Fault => Word(
            name, about, Shape.Object(Member.Optional(key, what, Shape.Text, usual)), make, (TFault fault) => new Option<string>(find(fault)), example, "{}");
}
