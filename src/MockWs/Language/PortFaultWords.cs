using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults of the server's ports.</summary>
internal static class PortFaultWords
{
    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word("pausePort", "Accepts nobody for a while: clients connect, and nothing is read.", Shape.Interval, Fault.PausePort, (PausePortFault fault) => Option.OfValue(fault.Time), "\"00:01:00\""),
        Word("closePort", "Refuses who connects for a while, then opens the same port again.", Shape.Interval, Fault.ClosePort, (ClosePortFault fault) => Option.OfValue(fault.Time), "\"00:01:00\""),
        Word("restart", "Resets every connection and closes the port for a while, as a server that is started again.", Shape.Interval, Fault.Restart, (RestartFault fault) => fault.Time, "\"00:00:05\""),
    ];
}
