using System.Text;
using System.Text.Json;

namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class JsonSchemaMatcherTests
{
    private const string Subscription =
        """
        { "type": "object", "required": ["type", "channel"],
          "properties": { "type": { "const": "subscribe" }, "channel": { "type": "string", "minLength": 1 }, "depth": { "maximum": 10 } } }
        """;

    [TestCase("""{"type":"subscribe","channel":"news"}""", true)]
    [TestCase("""{"type":"subscribe","channel":"news","depth":3,"more":true}""", true)]
    [TestCase("""{"type":"subscribe"}""", false)]
    [TestCase("subscribe", false)]
    public void Json_fits_a_schema(string text, bool match)
    {
        Json.Schema(Subscription).Matches(text).Should().Be(match);
        Json.Schema(JsonElement.Parse(Subscription)).Matches(Came.OfBinary(Encoding.UTF8.GetBytes(text))).Should().Be(match);
    }

    [TestCase("""{"type":"publish","channel":""}""",
        "$.type: expected \"subscribe\", was \"publish\"; $.channel: expected at least 1 character, was \"\"")]
    [TestCase("""{"depth":11}""", "$.type: required, was missing; $.channel: required, was missing; $.depth: expected at most 10, was 11")]
    [TestCase("subscribe", "not JSON: 's' is an invalid start of a value (line 1, byte 1)")]
    public void Why_JSON_does_not_fit(string text, string why) => Json.Schema(Subscription).Why(text).Should().Be(why);

    [Test]
    public void More_than_three_errors_are_counted() =>
        Json.Schema("""{"required":["a","b","c","d","e"]}""").Why("{}")
            .Should().Be("$.a: required, was missing; $.b: required, was missing; $.c: required, was missing; and 2 more");

    [Test]
    public void A_wrong_schema_fails_when_it_is_built()
    {
        FluentActions.Invoking(() => Json.Schema("{")).Should().Throw<ArgumentException>().WithMessage("Not JSON: *");
        FluentActions.Invoking(() => Json.Schema("""{"type":"int"}""")).Should().Throw<ArgumentException>().WithMessage("*there is no type \"int\"*");
    }
}
