using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in control frames, but for close frames.</summary>
internal static class ControlFaultWords
{
    private static readonly Shape<string> Control = Shape.Word(ControlPayloads.Names);

    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word<PongWithheldFault>("pongWithheld", "Leaves pings without a pong (RFC 6455 section 5.5.2).", Fault.PongWithheld),
        Word("pongLate", "Answers pings so much later.", Shape.Interval, Fault.PongLate, (PongLateFault fault) => fault.Time, "\"00:00:05\""),
        Word(
            "wrongPong",
            "Answers pings with another payload than theirs; with {} it is theirs, inverted (RFC 6455 section 5.5.3).",
            Shape.BytesOrNone,
            payload => Fault.WrongPong(payload),
            (WrongPongFault fault) => fault.Payload.Value.ToArray(),
            "{}", """{ "hex": "01" }""", """{ "base64": "AQ==" }""", """{ "file": "logo.png" }"""),
        Word(
            "unsolicitedPong",
            "Sends a pong that no ping asked for (RFC 6455 section 5.5.3).",
            Shape.BytesOrNone,
            payload => Fault.UnsolicitedPong(payload),
            (UnsolicitedPongFault fault) => fault.Payload.Value.ToArray(),
            "{}", """{ "hex": "01" }""", """{ "base64": "AQ==" }""", """{ "file": "logo.png" }"""),
        Word(
            "pingFlood",
            "Sends many pings at once.",
            Shape.Integer(least: 1, most: PingFloodFault.Most),
            Fault.PingFlood,
            (PingFloodFault fault) => fault.Count,
            Fault.PingFlood(),
            "5000"),
        Word(
            "fragmentedControl",
            "Sends a control frame in two fragments (RFC 6455 section 5.5).",
            Control,
            FragmentedControlFault.Of,
            (FragmentedControlFault fault) => fault.Frame,
            FragmentedControlFault.Of(ControlPayloads.Names[0]),
            "\"pong\"", "\"close\""),
        Word(
            "longControl",
            "Sends a control frame with more than 125 bytes of payload (RFC 6455 section 5.5).",
            Shape.Object(
                Member.Optional("frame", "Which one.", Control, ControlPayloads.Names[0]),
                Member.Optional("length", "How many bytes of payload.", Shape.Integer(LongControlFault.Least, LongControlFault.Most), LongControlFault.Least)),
            value => LongControlFault.Of(value.Item1, value.Item2),
            (LongControlFault fault) => (fault.Frame, fault.Length),
            """{ "frame": "close", "length": 1000 }""", "{}"),
    ];
}
