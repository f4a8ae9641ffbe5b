using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using static MockWs.Language.ActionWords;

namespace MockWs.Language;

/// <summary>The actions that take time.</summary>
internal static class TimeWords
{
    /// <summary>A time: <c>"00:00:01"</c>, one between two, or one of a normal distribution.</summary>
    public static Shape<DelayTime> Time { get; } = Shape.Either(
        Shape.Duration().As(time => new DelayTime(time), time => time is { IsNormal: false, Spread.Ticks: 0 } ? time.Least : Option<TimeSpan>.None),
        Shape.Object(
                Member.Required("mean", "The mean of a normal distribution.", Shape.Duration()),
                Member.Required("deviation", "Its standard deviation.", Shape.Duration()))
            .To(value => new DelayTime(value.Item1, value.Item2, IsNormal: true), time => time.IsNormal ? (time.Least, time.Spread) : Option<(TimeSpan, TimeSpan)>.None),
        Shape.Object(
                Member.Required("from", "The shortest time.", Shape.Duration()),
                Member.Required("to", "The longest time.", Shape.Duration()))
            .Where("to", value => value.Item2 >= value.Item1, "must not be less than \"from\"")
            .To(value => new DelayTime(value.Item1, value.Item2 - value.Item1), time => (time.Least, time.Least + time.Spread)));

    public static IReadOnlyList<Word<ActionsBuilder, MockAction>> All { get; } =
    [
        Action(
            "delay",
            "Holds what follows on this connection: for a fixed time, or for one drawn from the seeded random numbers.",
            Time,
            (then, time) => then.Delay(time),
            (Delay delay) => delay.Time,
            "\"00:00:01.500\"", """{ "from": "00:00:01", "to": "00:00:02" }""", """{ "mean": "00:00:01", "deviation": "00:00:00.2" }"""),
        Action(
            "every",
            "Does something again and again, in between other messages; {{tick.n}} counts from 1.",
            TickerShapes.Every,
            (then, every) => then.Add([every]),
            (Every every) => every,
            """{ "interval": "00:00:01", "times": 5, "jitter": "00:00:00.1", "name": "tick", "until": { "text": "stop" }, "then": [ { "send": "{{tick.n}}" } ] }""",
            """{ "interval": "00:00:30", "then": [] }"""),
        Action(
            "stopTicker",
            "Ends a ticker of this connection.",
            Shape.Text,
            (then, name) => then.StopTicker(name),
            (StopTicker stop) => stop.Name,
            "\"tick\""),
    ];
}
