using MockWs.Behaviours;
using MockWs.Configuration.Shapes;

namespace MockWs.Language;

/// <summary>How often a rule is expected to answer: a number of times, bounds of it, or never.</summary>
internal static class ExpectShape
{
    public static Shape<ExpectedAnswers> Expect { get; } = Shape.Object(
        Member.OptionalValue("times", "Exactly so many times.", Shape.Integer(least: 0)),
        Member.OptionalValue("atLeast", "So many times or more.", Shape.Integer(least: 1)),
        Member.OptionalValue("atMost", "So many times or fewer.", Shape.Integer(least: 0)),
        Member.OptionalValue("never", "Not at all.", Shape.Boolean))
        .Where("never", value => value.Item4 is not false, "is true, or is left out")
        .Where("times", value => Said(value) == 1, "say one of them: times, never, or atLeast and atMost, which may stand side by side")
        .Where("atMost", value => !(value.Item3 < value.Item2), "must not be less than atLeast")
        .To(Read, value => new Option<(int?, int?, int?, bool?)>(Write(value)));

    private static int Said((int? Times, int? AtLeast, int? AtMost, bool? Never) value) =>
        (value.Times is null ? 0 : 1) + (value.AtLeast is null && value.AtMost is null ? 0 : 1) + (value.Never is null ? 0 : 1);

    private static ExpectedAnswers Read((int? Times, int? AtLeast, int? AtMost, bool? Never) value) => value switch
    {
        { Never: true } => Answered.Never,
        { Times: { } times } => Answered.Times(times),
        { AtLeast: { } least, AtMost: { } most } => Answered.Between(least, most),
        { AtLeast: { } least } => Answered.AtLeast(least),
        _ => Answered.AtMost(value.AtMost!.Value),
    };

    private static (int? Times, int? AtLeast, int? AtMost, bool? Never) Write(ExpectedAnswers value) => value.Times switch
    {
        { IsNever: true } => (null, null, null, true),
        var times when times.Least == times.Most => (times.Least, null, null, null),
        var times => (null, times.Least == 0 ? null : times.Least, times.Most == int.MaxValue ? null : times.Most, null),
    };
}
