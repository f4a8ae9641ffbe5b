using MockWs.Behaviours;
using MockWs.Behaviours.Matching;

namespace MockWs.Tests.Behaviours.Matching;

/// <summary>What holds for matchers of every kind: how they read, when they are equal, and which is the nearest.</summary>
[TestFixture]
public sealed class MatcherWordsTests
{
    private static readonly Func<Message, bool> Predicate = message => message.IsText;

    private static readonly (Func<Matcher> Make, string Text)[] Kinds =
    [
        (() => Text.Is("ping"), "text is \"ping\""),
        (() => Text.Is("pong"), "text is \"pong\""),
        (() => Text.Contains("ping"), "text contains \"ping\""),
        (() => Text.Glob("ping*"), "text is like \"ping*\""),
        (() => Text.Matches("^\\d"), "text matches /^\\d/"),
        (() => Text.Any, "any text"),
        (() => Binary.Is(1, 255), "binary is 0x01ff"),
        (() => Binary.Is(), "binary is empty"),
        (() => Binary.StartsWith(new byte[30]), "binary starts with 0x000000000000000000000000000000000000000000000000… (30 bytes)"),
        (() => Binary.HasLength(4), "binary has 4 bytes"),
        (() => Binary.HasLength(4, int.MaxValue), "binary has at least 4 bytes"),
        (() => Binary.Any, "any binary"),
        (() => Json.Is("""{ "a": 1 }"""), "JSON is {\"a\":1}"),
        (() => Json.Contains("""{ "type": "für" }"""), "JSON contains {\"type\":\"für\"}"),
        (() => Json.Path("$.op", "del"), "JSON has $.op equal to \"del\""),
        (() => Json.PathMatches("$.op", "^d"), "JSON has $.op matching /^d/"),
        (() => Json.Schema("""{ "type": "object" }"""), "JSON fits the schema {\"type\":\"object\"}"),
        (() => State.Is("login", "yes"), "state login is \"yes\""),
        (() => State.Is("server.login", "yes"), "state server.login is \"yes\""),
        (() => Any.Message, "anything"),
        (() => Any.Where(Predicate, "mine"), "mine"),
        (() => Text.Is("a") & Text.Is("b"), "text is \"a\" and text is \"b\""),
        (() => Text.Is("a") | Text.Is("b"), "text is \"a\" or text is \"b\""),
        (() => Text.Is("a") & (Text.Is("b") | Text.Is("c")), "text is \"a\" and (text is \"b\" or text is \"c\")"),
        (() => !Text.Is("a"), "not text is \"a\""),
        (() => !(Text.Is("a") | Text.Is("b")), "not (text is \"a\" or text is \"b\")"),
    ];

    [Test]
    public void Every_kind_reads_as_a_person_says_it() => Kinds.Select(kind => kind.Make().ToString()).Should().Equal(Kinds.Select(kind => kind.Text));

    [Test]
    public void The_same_matcher_twice_is_equal_and_no_other_is()
    {
        foreach (var (i, left) in Kinds.Index())
        {
            foreach (var (j, right) in Kinds.Index())
            {
                left.Make().Equals(right.Make()).Should().Be(i == j, "{0} and {1}", left.Text, right.Text);
            }

            left.Make().GetHashCode().Should().Be(left.Make().GetHashCode());
        }
    }

    [Test]
    public void The_nearest_rule_comes_first()
    {
        Matcher[] rules =
        [
            Binary.Any,
            Text.Is("ping"),
            Text.Matches("^bye"),
            Json.Contains("""{"type":"unsubscribe","channel":"news"}"""),
            Json.Contains("""{"type":"subscribe","channel":"news"}"""),
        ];
        var message = Came.OfText("""{"type":"subscribe","channel":"new"}""");

        rules.OrderByDescending(rule => rule.Miss(message).Closeness).Select(rule => Array.IndexOf(rules, rule)).Should().Equal(4, 3, 2, 0, 1);
    }

    [Test]
    public void A_closeness_is_never_that_of_a_match()
    {
        var messages = new[] { "", "pin", "PING", "ping ", "{}", "{\"type\":\"fur\"}", "a", "b" }.Select(Came.OfText)
            .Append(Came.OfBinary()).Append(Came.OfBinary(1)).Append(Came.OfBinary(1, 254)).ToArray();

        Kinds.Select(kind => kind.Make())
            .SelectMany(matcher => messages.Where(message => !matcher.Matches(message)).Select(message => (matcher, matcher.Miss(message).Closeness)))
            .Should().OnlyContain(one => one.Closeness >= 0 && one.Closeness < 1);
    }
}
