using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in close frames.</summary>
internal static class CloseFaultWords
{
    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word(
            "badCloseCode",
            "Closes with a code that must not be sent (RFC 6455 section 7.4).",
            Shape.Integer(least: 0, most: ushort.MaxValue),
            Fault.BadCloseCode,
            (BadCloseCodeFault fault) => fault.Code,
            Fault.BadCloseCode(),
            "999"),
        Word<CloseWithoutCodeFault>("closeWithoutCode", "Closes without a code, which is allowed (RFC 6455 section 5.5.1).", Fault.CloseWithoutCode),
        Word<OneByteCloseFault>("oneByteClose", "Closes with one byte of payload, half a code (RFC 6455 section 5.5.1).", Fault.OneByteClose),
        Word<BadCloseReasonFault>("badCloseReason", "Closes with a reason that is not UTF-8 (RFC 6455 section 5.5.1).", Fault.BadCloseReason),
        Word<DataAfterCloseFault>("dataAfterClose", "Sends a message behind its close frame (RFC 6455 section 5.5.1).", Fault.DataAfterClose),
        Word<TwoClosesFault>("twoCloses", "Sends its close frame twice (RFC 6455 section 5.5.1).", Fault.TwoCloses),
        Word<CloseEchoWithheldFault>("closeEchoWithheld", "Leaves the client's close frame without an answer (RFC 6455 section 5.5.1).", Fault.CloseEchoWithheld),
        Word(
            "closeEchoLate",
            "Answers the client's close frame so much later.",
            Shape.Interval,
            Fault.CloseEchoLate,
            (CloseEchoLateFault fault) => fault.Time,
            "\"00:00:05\""),
    ];
}
