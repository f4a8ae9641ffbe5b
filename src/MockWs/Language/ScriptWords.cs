using MockWs.Behaviours.Scripts;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>The steps of a script, each an object with one key: all actions, and what only scripts have.</summary>
internal static class ScriptWords
{
    // Made when it is first asked for, because steps contain steps.
    private static readonly Lazy<Vocabulary<ScriptBuilder, ScriptStep>> Vocabulary = new(() => new(
        "step",
        "One step of a script: an object with one key.",
        [.. ActionWords.All.Words.Select(word => new ActWord(word)), .. OfScripts()]));

    /// <summary>A list of steps.</summary>
    public static Shape<IReadOnlyList<ScriptStep>> List { get; } =
        new ListOfWords<ScriptBuilder, ScriptStep>(() => Vocabulary.Value, ScriptBuilder.Build, "a step");

    private static IEnumerable<Word<ScriptBuilder, ScriptStep>> OfScripts() =>
    [
        Step(
            "expect",
            "Waits for a message, and takes it; the script fails when it does not come in time.",
            Shape.Object(
                Member.Required("when", "Which message.", MatcherWords.When),
                Member.OptionalValue("within", "How long; without it the server's expectTimeout says so.", Shape.Interval)),
            (script, value) => script.Expect(value.Item1, value.Item2),
            (ExpectStep step) => (step.Matcher, step.Within),
            """{ "when": { "text": "Y" }, "within": "00:00:02" }""", """{ "when": { "anyText": true } }"""),
        Step(
            "wait",
            "Lets time go by before the next step; rules answer meanwhile.",
            Shape.Interval,
            (script, time) => script.Wait(time),
            (WaitStep step) => step.Time,
            "\"00:00:01\""),
        Step(
            "parallel",
            "Does several lists of steps side by side; the next step begins when all of them are done.",
            Shape.List(List),
            (script, branches) => script.Parallel([.. branches.Select(Steps)]),
            (ParallelStep step) => new(step.Branches),
            """[ [ { "send": "a" }, { "wait": "00:00:01" } ], [ { "expect": { "when": { "text": "b" } } } ] ]"""),
        Step(
            "loop",
            "Does the same steps again and again.",
            Shape.Object(
                    Member.OptionalValue("times", "How many times; without it as often as it takes.", Shape.Integer(least: 1)),
                    Member.Optional("until", "A message that ends it, in the middle of a round too; or a state or counter, looked at before each round.", MatcherWords.When),
                    Member.Required("steps", "The steps of a round.", List))
                .Where("times", value => value.Item1 is not null || value.Item2 is not null, "needs \"times\", or \"until\", or both"),
            (script, value) => script.Loop(value.Item1, value.Item2, Steps(value.Item3)),
            (LoopStep step) => (step.Times, step.Until, step.Steps),
            """{ "times": 3, "until": { "text": "stop" }, "steps": [ { "send": "tick" }, { "wait": "00:00:01" } ] }""",
            """{ "until": { "counter": { "asked": 3 } }, "steps": [ { "expect": { "when": { "text": "?" } } }, { "count": "asked" } ] }"""),
    ];

    private static Word<ScriptBuilder, ScriptStep> Step<TStep, TValue>(
        string name, string about, Shape<TValue> shape, Action<ScriptBuilder, TValue> say, Func<TStep, Option<TValue>> find, params string[] examples)
        where TStep : ScriptStep =>
        new Word<ScriptBuilder, ScriptStep, TValue>(name, about, shape, say, model => model is TStep step ? find(step) : default, examples);

    private static Action<ScriptBuilder> Steps(IReadOnlyList<ScriptStep> steps) => script => script.Add(steps);
}
