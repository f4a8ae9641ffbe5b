using MockWs.Behaviours.Actions;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>What is done of its own accord: again and again, or once.</summary>
internal static class TickerShapes
{
    /// <summary>Something that is done again and again.</summary>
    public static ObjectShape<Every> Every { get; } = Shape.Object(
            Member.Required("interval", "The time before the first tick, and between two.", Shape.Interval),
            Member.OptionalValue("times", "How many ticks; without it until the connection ends.", Shape.Integer(least: 1)),
            Member.Optional("jitter", "How much longer an interval may be by chance.", Shape.Duration(), TimeSpan.Zero),
            Member.Optional("name", "A name for stopTicker; a second ticker of that name takes the place of the first.", Shape.Text),
            Member.Optional("until", "A message that ends it; or a state or counter, which is looked at before each tick.", MatcherWords.When),
            Member.Required("then", "What is done.", ActionWords.List))
        .To(
            value => ActionsBuilder.TickerOf(value.Item1, tick => tick.Add(value.Item6), value.Item2, value.Item4, value.Item3, value.Item5),
            every => (every.Interval.Least, every.Times, every.Interval.Spread, every.Name, every.Until, every.Then));

    /// <summary>The same, or something that is done once after some time.</summary>
    public static Shape<Every> Timer { get; } = new EitherShape<Every>(
        plain: null,
        [
            Shape.Object(
                    Member.Required("after", "How long after the connection has opened.", Shape.Interval),
                    Member.Required("then", "What is done, once.", ActionWords.List))
                .To(value => ActionsBuilder.TickerOf(value.Item1, tick => tick.Add(value.Item2), times: 1), Once),
            Every,
        ],
        empty: default);

    private static Option<(TimeSpan, IReadOnlyList<MockAction>)> Once(Every every) =>
        every is { Times: 1, Name: null, Until: null } && every.Interval.Spread == TimeSpan.Zero
            ? (every.Interval.Least, every.Then)
            : default(Option<(TimeSpan, IReadOnlyList<MockAction>)>);
}
