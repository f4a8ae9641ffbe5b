using System.Text.Json;

namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class JsonPathMatcherTests
{
    [TestCase("$.op", "\"del\"", """{"op":"del","id":7}""", true)]
    [TestCase("$.op", "\"del\"", """{"op":"add"}""", false)]
    [TestCase("$.op", "\"del\"", "{}", false)]
    [TestCase("$.op", "\"del\"", "del", false)]
    [TestCase("$.id", "7", """{"id":7.0}""", true)]
    [TestCase("$.id", "7", """{"id":"7"}""", false)]
    [TestCase("$.id", "null", """{"id":null}""", true)]
    [TestCase("$.id", "null", "{}", false)]
    [TestCase("$.items[*].id", "2", """{"items":[{"id":1},{"id":2}]}""", true)]
    [TestCase("$.a", """{"b":[1]}""", """{"a":{"b":[1]}}""", true)]
    [TestCase("$.a", """{"b":[1]}""", """{"a":{"b":[1],"c":2}}""", false)]
    public void A_path_leads_to_a_value(string path, string value, string text, bool match) =>
        Json.Path(path, JsonElement.Parse(value)).Matches(text).Should().Be(match);

    [Test]
    public void A_value_of_CSharp_stands_for_its_JSON()
    {
        Json.Path("$.op", "del").Should().Be(Json.Path("$.op", JsonElement.Parse("\"del\"")));
        Json.Path("$.op", null).Should().Be(Json.Path("$.op", JsonElement.Parse("null")));
        Json.Path("$.id", 7).Should().Be(Json.Path("$.id", JsonElement.Parse("7")));
        Json.Path("$.a", new { b = true }).Should().Be(Json.Path("$.a", JsonElement.Parse("""{"b":true}""")));
    }

    [TestCase("$.op", "^d", """{"op":"del"}""", true)]
    [TestCase("$.op", "^d", """{"op":"add"}""", false)]
    [TestCase("$.id", "^\\d+$", """{"id":42}""", true)]
    [TestCase("$.ok", "^true$", """{"ok":true}""", true)]
    [TestCase("$.op", "", """{"op":null}""", false)]
    [TestCase("$.op", "", """{"op":{}}""", false)]
    public void A_path_leads_to_what_a_pattern_matches(string path, string pattern, string text, bool match) =>
        Json.PathMatches(path, pattern).Matches(text).Should().Be(match);

    [Test]
    public void The_groups_of_the_pattern_are_left_in_the_scope()
    {
        var scope = Came.Scope();

        Json.PathMatches("$.room", "^room-(\\d+)$").IsMatch(Came.OfText("""{"room":"room-7"}"""), scope).Should().BeTrue();

        scope.Groups!.Groups[1].Value.Should().Be("7");
    }

    [TestCase("$.op", """{"op":"add"}""", "$.op: expected \"del\", was \"add\"")]
    [TestCase("$.op", "{}", "$.op: expected \"del\", was missing")]
    [TestCase("$.*", """{"a":1,"b":2,"c":3,"d":4,"e":5}""", "$.*: expected \"del\", was 1, 2, 3 and 2 more")]
    [TestCase("$.op", "del", "not JSON: 'd' is an invalid start of a value (line 1, byte 1)")]
    public void Why_a_path_does_not_lead_there(string path, string text, string why) => Json.Path(path, "del").Why(text).Should().Be(why);

    [Test]
    public void Why_a_path_does_not_lead_to_a_match() =>
        Json.PathMatches("$.op", "^d").Why("""{"op":"add"}""").Should().Be("$.op: expected a match of /^d/, was \"add\"");

    [Test]
    public void A_wrong_path_or_pattern_fails_when_it_is_built()
    {
        FluentActions.Invoking(() => Json.Path("op", "del")).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => Json.PathMatches("$.op", "(")).Should().Throw<ArgumentException>().WithParameterName("pattern");
    }
}
