using MockWs.Wire;

namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class TextMatchersTests
{
    [TestCase("ping", "ping", true)]
    [TestCase("", "", true)]
    [TestCase("Grüße 🙂", "Grüße 🙂", true)]
    [TestCase("ping", "Ping", false)]
    [TestCase("ping", "ping ", false)]
    [TestCase("é", "e\u0301", false)]
    public void Text_is(string expected, string text, bool match) => Text.Is(expected).Matches(text).Should().Be(match);

    [TestCase("in", "ping", true)]
    [TestCase("", "", true)]
    [TestCase("ping", "ping", true)]
    [TestCase("IN", "ping", false)]
    [TestCase("ping", "pin", false)]
    public void Text_contains(string part, string text, bool match) => Text.Contains(part).Matches(text).Should().Be(match);

    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    [TestCase("*", "", true)]
    [TestCase("*", "a\nb", true)]
    [TestCase("?", "", false)]
    [TestCase("?", "🙂", true)]
    [TestCase("??", "🙂", false)]
    [TestCase("a?c", "abc", true)]
    [TestCase("a?c", "ac", false)]
    [TestCase("a*c", "ac", true)]
    [TestCase("a*c", "abbbcbc", true)]
    [TestCase("a*c", "abcd", false)]
    [TestCase("*b*", "abc", true)]
    [TestCase("a*b?d*", "a--bcd--", true)]
    [TestCase("user-*.json", "user-7.json", true)]
    [TestCase("user-*.json", "user-7xjson", false)]
    [TestCase("A*", "abc", false)]
    [TestCase("*", "*", true)]
    [TestCase("[a-z]", "b", false)]
    [TestCase("*ü?", "größe für x", false)]
    [TestCase("*ü??", "ü für", false)]
    [TestCase("*ü??", "ü süße", true)]
    [TestCase("*ü?", "größe für", true)]
    public void Text_is_like(string pattern, string text, bool match) => Text.Glob(pattern).Matches(text).Should().Be(match);

    [Test]
    public void Many_stars_cost_no_more_than_the_text_times_the_pattern() =>
        Text.Glob(string.Concat(Enumerable.Repeat("*a", 50)) + "*b").Matches(new string('a', 5_000)).Should().BeFalse();

    [TestCase("^bye", "bye bye", true)]
    [TestCase("bye$", "good bye", true)]
    [TestCase("^BYE", "bye", false)]
    [TestCase("(?i)^BYE", "bye", true)]
    [TestCase("", "anything", true)]
    public void Text_matches(string pattern, string text, bool match) => Text.Matches(pattern).Matches(text).Should().Be(match);

    [Test]
    public void The_groups_of_a_regular_expression_are_left_in_the_scope()
    {
        var scope = Came.Scope();

        Text.Matches("^join (?<room>[a-z]+) (\\d+)$").IsMatch(Came.OfText("join lobby 7"), scope).Should().BeTrue();

        scope.Groups!.Groups["room"].Value.Should().Be("lobby");
        scope.Groups.Groups[1].Value.Should().Be("7");
    }

    [TestCase("^(bye", "\"^(bye\" is no regular expression: Not enough )'s (offset 5)*")]
    [TestCase("[z-a]", "\"[z-a]\" is no regular expression: [x-y] range in reverse order (offset 4)*")]
    [TestCase("(?=a)", "\"(?=a)\" needs backtracking (lookarounds, backreferences, atomic groups) or grows too large; "
        + "patterns run without it, so that no message can stall the server. Use a simpler pattern, or a predicate in C#.*")]
    [TestCase("(a)\\1", "\"(a)\\\\1\" needs backtracking *")]
    [TestCase("([a-z]{999}){999}", "*or grows too large; *")]
    public void A_pattern_that_cannot_run_fails_when_it_is_built(string pattern, string message) =>
        FluentActions.Invoking(() => Text.Matches(pattern)).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(nameof(pattern));

    [Test]
    public void Half_a_character_cannot_be_asked_for() =>
        FluentActions.Invoking(() => Text.Is("a\ud800b")).Should().Throw<ArgumentException>().WithMessage("*\\uD800*index 1*");

    [TestCase("pong", "pinx", "differs at offset 1: expected \"pong\", was \"pinx\"")]
    [TestCase("ping", "ping!", "differs at offset 4: expected \"ping\", was \"ping!\"")]
    [TestCase("ping!", "ping", "differs at offset 4: expected \"ping!\", was \"ping\"")]
    [TestCase("ping", "", "differs at offset 0: expected \"ping\", was \"\"")]
    [TestCase("ping", "PING", "differs at offset 0: expected \"ping\", was \"PING\"; only upper and lower case differ")]
    [TestCase("ping", "ping\n", "differs at offset 4: expected \"ping\", was \"ping\\n\"; only the white space around it differs")]
    [TestCase("a\u200bb", "ab", "differs at offset 1: expected \"a\\u200bb\", was \"ab\"")]
    [TestCase("say \"a\"", "say 'a'", "differs at offset 4: expected \"say \\\"a\\\"\", was \"say 'a'\"")]
    [TestCase("0123456789-0123456789-A-0123456789-0123456789", "0123456789-0123456789-B-0123456789-0123456789",
        "differs at offset 22: expected …\"-0123456789-A-0123456789\"…, was …\"-0123456789-B-0123456789\"…")]
    [TestCase("🙂0123456789-A", "🙂0123456789-B", "differs at offset 13: expected \"🙂0123456789-A\", was \"🙂0123456789-B\"")]
    public void Why_a_text_is_not_the_one_expected(string expected, string text, string why) => Text.Is(expected).Why(text).Should().Be(why);

    [Test]
    public void Texts_that_part_inside_a_character_are_shown_with_whole_ones() =>
        Text.Is("🙂").Why("🙃").Should().Be("differs at offset 1: expected \"🙂\", was \"🙃\"");

    [TestCase("hello", "say help", "does not contain \"hello\", only \"hel\" at offset 4")]
    [TestCase("hello", "goodbye", "does not contain \"hello\", was \"goodbye\"")]
    [TestCase("x", "", "does not contain \"x\", was \"\"")]
    public void Why_a_text_does_not_contain(string part, string text, string why) => Text.Contains(part).Why(text).Should().Be(why);

    [Test]
    public void Why_a_text_is_not_like_a_pattern() => Text.Glob("a*").Why("bcd").Should().Be("is not like \"a*\", was \"bcd\"");

    [Test]
    public void Why_a_text_does_not_match() => Text.Matches("^bye").Why("hello").Should().Be("does not match /^bye/, was \"hello\"");

    [Test]
    public void A_long_text_is_elided() =>
        Text.Matches("^bye").Why(new string('x', 1_000)).Should().Be($"does not match /^bye/, was \"{new string('x', 60)}\"…");

    [TestCase(Opcode.Binary, "is binary, expected text")]
    [TestCase(Opcode.Ping, "is a ping, expected text")]
    [TestCase(Opcode.Pong, "is a pong, expected text")]
    [TestCase(Opcode.Close, "is a close, expected text")]
    public void What_is_no_text_matches_no_text(Opcode opcode, string why) =>
        new[] { Text.Any, Text.Is("ping"), Text.Contains("ping"), Text.Glob("ping"), Text.Matches("ping") }
            .Select(matcher => matcher.Why(new MockWs.Behaviours.Message(opcode, "ping"u8)))
            .Should().AllBe(why);
}
