using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in control frames.</summary>
internal static class ControlFaultWords
{
    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word<PongWithheldFault>("pongWithheld", "Leaves pings without a pong (RFC 6455 section 5.5.2).", Fault.PongWithheld),
        Word("pongLate", "Answers pings so much later.", Shape.Interval, Fault.PongLate, (PongLateFault fault) => fault.Time, "\"00:00:30\""),
    ];
}
