using MockWs.Behaviours.Matching;
using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;

namespace MockWs.Language;

/// <summary>The matchers of a scenario. Several keys in one <c>when</c> must all hold.</summary>
internal static class MatcherWords
{
    /// <summary>What a rule asks of a message.</summary>
    public static Shape<Matcher> When { get; } = new MatcherShape(() => All!);

    public static Vocabulary<List<Matcher>, Matcher> All { get; } = new(
        "matcher",
        "What is asked of a message; several keys must all hold.",
        [
            Word("text", "The whole text is this one.", Shape.Text, Text.Is, (TextIsMatcher matcher) => matcher.Expected, "\"ping\""),
            Word("contains", "This stands somewhere in the text.", Shape.Text, Text.Contains, (TextContainsMatcher matcher) => matcher.Part, "\"pin\""),
            Word("glob", "The whole text is like this: * is any text, ? any character.", Shape.Text, Text.Glob, (TextGlobMatcher matcher) => matcher.Pattern, "\"p*g\""),
            Word(
                "regex",
                "A regular expression matches in the text; {{message.groups[1]}} is its first group.",
                Shape.Text,
                Text.Matches,
                (TextRegexMatcher matcher) => matcher.Pattern,
                "\"^p(.*)g$\""),
            Word(
                "json",
                "The message is JSON that contains this: of an object each member, and others may be there too.",
                Shape.Element,
                Json.Contains,
                (JsonContainsMatcher matcher) => matcher.Expected,
                """{ "op": "del", "n": 5 }"""),
            Word(
                "jsonEquals",
                "The message is JSON equal to this.",
                Shape.Element,
                Json.Is,
                (JsonIsMatcher matcher) => matcher.Expected,
                """{ "op": "del" }""", "[ 1, \"1\", null, true ]"),
            Word(
                "jsonPath",
                "Each path (JSONPath, RFC 9535) leads to this value, or to a match of { \"regex\": … }.",
                JsonPathShape.Paths,
                JsonPathShape.Match,
                (Matcher matcher) => JsonPathShape.Find(matcher),
                """{ "$.op": "del", "$.n": 5 }""", """{ "$.op": { "regex": "^d" } }"""),
            Word(
                "jsonSchema",
                "The message is valid under this JSON Schema of draft 2020-12.",
                Shape.Element,
                Json.Schema,
                (JsonSchemaMatcher matcher) => matcher.Schema,
                """{ "type": "object", "required": [ "op" ] }"""),
            Word(
                "binary",
                "The message is binary, and its bytes are these, start with these, or have a length.",
                new MatcherShape(() => BinaryWords.All),
                matcher => matcher,
                (Matcher matcher) => Option.Of(matcher),
                """{ "hex": "01 ff" }""", """{ "startsWith": { "hex": "01" }, "length": 4 }"""),
            Constant("anyText", "Any text message.", Text.Any),
            Constant("anyBinary", "Any binary message.", Binary.Any),
            Constant("any", "Any message.", Any.Message),
            Word(
                "all",
                "All of these must hold.",
                Shape.List(When),
                matchers => MatcherShape.Join(matchers, (one, other) => one & other),
                (AllMatcher matcher) => new(matcher.Matchers),
                """[ { "glob": "*b" }, { "contains": "a" } ]"""),
            Word(
                "oneOf",
                "One of these must hold.",
                Shape.List(When),
                matchers => MatcherShape.Join(matchers, (one, other) => one | other),
                (AnyOfMatcher matcher) => new(matcher.Matchers),
                """[ { "text": "a" }, { "text": "b" } ]"""),
            Word("not", "This must not hold.", When, matcher => !matcher, (NotMatcher matcher) => Option.Of(matcher.Matcher), """{ "text": "a" }"""),
            Word(
                "state",
                "States of the connection have these values; with server. before a name, states of the server.",
                Shape.Texts,
                states => MatcherShape.Join([.. states.Select(state => State.Is(state.Name, state.Value))], (one, other) => one & other),
                (Matcher matcher) => Parts(matcher, (StateMatcher state) => state.Name).Then(
                    states => new Option<IReadOnlyList<(string Name, string Value)>>([.. states.Select(state => (state.Name, state.Value))])),
                """{ "login": "yes", "server.mode": "night" }"""),
            Word(
                "counter",
                "Counters of the connection stand at these numbers, or between two; with server. before a name, counters of the server.",
                CounterShape.Counters,
                counters => MatcherShape.Join(
                    [.. counters.Select(counter => Counter.Between(counter.Name, counter.Min, counter.Max))], (one, other) => one & other),
                (Matcher matcher) => Parts(matcher, (CounterMatcher counter) => counter.Name).Then(
                    counters => new Option<IReadOnlyList<(string Name, long Min, long Max)>>(
                        [.. counters.Select(counter => (counter.Name, counter.Min, counter.Max))])),
                """{ "asked": 3, "server.asked": { "min": 2, "max": 5 }, "left": { "max": -1 } }"""),
        ]);

    /// <summary>A matcher.</summary>
    /// <param name="name">The key.</param>
    /// <param name="about">What must hold, in one sentence.</param>
    /// <param name="shape">What its value may be.</param>
    /// <param name="make">The call that makes the matcher.</param>
    /// <param name="find">The value in the matcher that the call makes; none if another word says it.</param>
    /// <param name="examples">Values in JSON, in which together each member of the shape occurs.</param>
    public static Word<List<Matcher>, Matcher> Word<TMatcher, TValue>(
        string name, string about, Shape<TValue> shape, Func<TValue, Matcher> make, Func<TMatcher, Option<TValue>> find, params string[] examples)
        where TMatcher : Matcher => new Word<List<Matcher>, Matcher, TValue>(
            name, about, shape, (matchers, value) => matchers.Add(make(value)), model => model is TMatcher matcher ? find(matcher) : default, examples);

    private static Word<List<Matcher>, Matcher> Constant(string name, string about, Matcher constant) =>
        Word(name, about, Shape.True, _ => constant, (Matcher matcher) => matcher.Equals(constant) ? default(ValueTuple) : Option<ValueTuple>.None, "true");

    /// <summary>The matchers that one object has under names; none if there are others, or two of one name.</summary>
    private static Option<List<TMatcher>> Parts<TMatcher>(Matcher matcher, Func<TMatcher, string> name)
        where TMatcher : Matcher
    {
        var parts = matcher is AllMatcher all ? all.Matchers : [matcher];
        var own = parts.OfType<TMatcher>().ToList();
        return own.Count == parts.Count && own.DistinctBy(name).Count() == own.Count ? own : default(Option<List<TMatcher>>);
    }
}
