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
            "403", """{ "status": 503, "body": "Try again later.", "retryAfter": "00:00:05", "headers": { "Server": "busy" } }"""),
        Word<NeverAnswerFault>("neverAnswer", "Takes the upgrade request and never answers it.", Fault.NeverAnswer),
        Word(
            "wrongAccept",
            "Grants the handshake with a Sec-WebSocket-Accept that is not made from the client's key (RFC 6455 section 4.1).",
            Shape.Object(Member.Optional("value", "The value; without it the one for another key.", Shape.Text, WrongAcceptFault.OfAnotherKey)),
            Fault.WrongAccept,
            (WrongAcceptFault fault) => fault.Value,
            """{ "value": "no" }""", "{}"),
    ];

    private static IReadOnlyList<(string Name, string Value)> NoHeaders => [];
}
