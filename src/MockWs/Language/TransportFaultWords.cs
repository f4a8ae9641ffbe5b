using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults of the transport.</summary>
internal static class TransportFaultWords
{
    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word<ResetFault>("reset", "Resets the TCP connection.", Fault.Reset),
        Word<EndWithoutCloseFault>("endWithoutClose", "Ends with a FIN, without a close frame (RFC 6455 section 7.1.4).", Fault.EndWithoutClose),
        Word<StopReadingFault>("stopReading", "Reads nothing more.", Fault.StopReading),
        Word<StopWritingFault>("stopWriting", "Sends nothing more, and reads on.", Fault.StopWriting),
        Word("stall", "Sends nothing for a while, then goes on.", Shape.Interval, Fault.Stall, (StallFault fault) => fault.Time, "\"00:00:05\""),
        Word(
            "latency",
            "Lets everything arrive so much later.",
            Shape.Either(
                Shape.Interval.As(time => (time, TimeSpan.Zero), value => value.Item2 == TimeSpan.Zero ? value.Item1 : default(Option<TimeSpan>)),
                Shape.Object(
                    Member.Required("time", "How much later.", Shape.Interval),
                    Member.Optional("jitter", "How much more that may be by chance.", Shape.Duration(), TimeSpan.Zero))),
            value => Fault.Latency(value.Item1, value.Item2),
            (LatencyFault fault) => (fault.Time, fault.Jitter),
            "\"00:00:00.080\"", """{ "time": "00:00:00.080", "jitter": "00:00:00.020" }"""),
        Word(
            "bandwidth",
            "Sends no faster than so many bytes a second.",
            Shape.Integer(least: 1),
            Fault.Bandwidth,
            (BandwidthFault fault) => fault.BytesPerSecond,
            "10000"),
        Word(
            "chunks",
            "Sends everything in pieces with a gap between them.",
            Shape.Object(
                Member.Required("size", "How many bytes a piece has at the most.", Shape.Integer(least: 1)),
                Member.Required("gap", "How long nothing goes after a piece.", Shape.Interval)),
            value => Fault.Chunks(value.Item1, value.Item2),
            (ChunksFault fault) => (fault.Size, fault.Gap),
            """{ "size": 1, "gap": "00:00:00.010" }"""),
    ];
}
