using System.Text;
using System.Text.Json;

namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class JsonMatchersTests
{
    [TestCase("""{"a":1,"b":[true,null]}""", """{ "b": [ true, null ], "a": 1 }""", true)]
    [TestCase("1", "1.0", true)]
    [TestCase("100", "1e2", true)]
    [TestCase("\"\\u0041\"", "\"A\"", true)]
    [TestCase("1", "\"1\"", false)]
    [TestCase("""{"a":1}""", """{"a":1,"b":2}""", false)]
    [TestCase("[1,2]", "[2,1]", false)]
    [TestCase("null", "", false)]
    public void Json_is(string expected, string text, bool match) => Json.Is(expected).Matches(text).Should().Be(match);

    [TestCase("""{"type":"subscribe"}""", """{"type":"subscribe","id":7}""", true)]
    [TestCase("{}", """{"a":1}""", true)]
    [TestCase("""{"a":{"b":1}}""", """{"a":{"b":1,"c":2},"d":3}""", true)]
    [TestCase("""{"a":[{"b":1},2]}""", """{"a":[{"b":1,"c":2},2]}""", true)]
    [TestCase("""{"a":[1]}""", """{"a":[1,2]}""", false)]
    [TestCase("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [TestCase("""{"a":null}""", "{}", false)]
    [TestCase("""{"a":null}""", """{"a":null}""", true)]
    [TestCase("""{"a":1}""", """{"a":1.0}""", true)]
    [TestCase("""{"a":1}""", """{"A":1}""", false)]
    [TestCase("{}", "[]", false)]
    [TestCase("true", "false", false)]
    [TestCase("\"x\"", "\"x\"", true)]
    public void Json_contains(string expected, string text, bool match) => Json.Contains(expected).Matches(text).Should().Be(match);

    [Test]
    public void An_object_of_CSharp_stands_for_its_JSON()
    {
        Json.Contains(new { type = "subscribe" }).Should().Be(Json.Contains("""{"type":"subscribe"}"""));
        Json.Is(new { TheId = 7 }, JsonSerializerOptions.Web).Should().Be(Json.Is("""{"theId":7}"""));
        Json.Is(7).Should().Be(Json.Is("7"));
    }

    [Test]
    public void A_JsonElement_outlives_its_document()
    {
        var document = JsonDocument.Parse("""{"a":1}""");
        var matcher = Json.Contains(document.RootElement);
        document.Dispose();

        matcher.Matches("""{"a":1}""").Should().BeTrue();
    }

    [Test]
    public void JSON_in_a_binary_message_is_JSON() =>
        Json.Is("""{"a":1}""").Matches(Came.OfBinary(Encoding.UTF8.GetBytes("""{"a":1}"""))).Should().BeTrue();

    [Test]
    public void A_message_is_parsed_once_however_many_look()
    {
        var message = Came.OfText("""{"a":1}""");

        message.Json!.Value.GetProperty("a").Should().Be(message.Json!.Value.GetProperty("a"));
    }

    [TestCase("subscribe", "Not JSON: 's' is an invalid start of a value (line 1, byte 1). A JSON string needs quotes of its own: \"\\\"text\\\"\".*")]
    [TestCase("{\n  \"a\": 1,\n}", "Not JSON: *(line 3, byte 1). *")]
    [TestCase("\"\\ud800\"", "Not JSON: an escape such as \\ud800 stands for half a character. *")]
    public void What_is_no_JSON_cannot_be_expected(string json, string message)
    {
        FluentActions.Invoking(() => Json.Is(json)).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(nameof(json));
        FluentActions.Invoking(() => Json.Contains(json)).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(nameof(json));
    }

    [TestCase("""{"op":"del"}""", """{"op":"add"}""", "$.op: expected \"del\", was \"add\"")]
    [TestCase("""{"op":"del"}""", """{"id":1}""", "$.op: expected \"del\", was missing")]
    [TestCase("""{"a":{"b":[1,{"c":2}]}}""", """{"a":{"b":[1,{"c":3}]}}""", "$.a.b[1].c: expected 2, was 3")]
    [TestCase("""{"a b":1,"é":1,"1":1}""", """{"a b":2,"é":2,"1":2}""",
        "$[\"a b\"]: expected 1, was 2; $[\"é\"]: expected 1, was 2; $[\"1\"]: expected 1, was 2")]
    [TestCase("""{"a":1,"b":2,"c":3}""", "{}", "$.a: expected 1, was missing; $.b: expected 2, was missing; $.c: expected 3, was missing")]
    [TestCase("""{"a":1,"b":2,"c":3,"d":4,"e":5}""", "{}",
        "$.a: expected 1, was missing; $.b: expected 2, was missing; $.c: expected 3, was missing; and 2 more")]
    [TestCase("[1,2]", "[1]", "$: expected 2 elements, was 1")]
    [TestCase("[1]", "[2,3]", "$: expected 1 element, was 2; $[0]: expected 1, was 2")]
    [TestCase("{}", "[]", "$: expected {}, was []")]
    [TestCase("\"ü\"", "7", "$: expected \"ü\", was 7")]
    [TestCase("{}", "ping", "not JSON: 'p' is an invalid start of a value (line 1, byte 1)")]
    [TestCase("{}", "{\"a\":\n  x}", "not JSON: 'x' is an invalid start of a value (line 2, byte 3)")]
    [TestCase("{}", "{} {}", "not JSON: '{' is invalid after a single JSON value. Expected end of data (line 1, byte 4)")]
    [TestCase("{}", "\"\\udc00\"", "not JSON: an escape such as \\ud800 stands for half a character")]
    [TestCase("{}", "{\"\\ud800\":1}", "not JSON: an escape such as \\ud800 stands for half a character")]
    public void Why_JSON_does_not_contain(string expected, string text, string why) => Json.Contains(expected).Why(text).Should().Be(why);

    [TestCase("""{"a":1}""", """{"a":1,"b":2}""", "$.b: expected nothing, was 2")]
    [TestCase("""{"a":{"b":1}}""", """{"a":{"b":2,"c":3}}""", "$.a.b: expected 1, was 2; $.a.c: expected nothing, was 3")]
    public void Why_JSON_is_not_equal(string expected, string text, string why) => Json.Is(expected).Why(text).Should().Be(why);

    [Test]
    public void A_long_value_is_elided() =>
        Json.Contains("""{"a":1}""").Why($$"""{"a":"{{new string('x', 500)}}"}""").Should().Be($"$.a: expected 1, was \"{new string('x', 78)}…");

    [Test]
    public void A_difference_is_told_exactly_when_there_is_no_match()
    {
        var random = new Random(20);
        for (var round = 0; round < 5_000; round++)
        {
            var (expected, actual) = (RandomJson(random, 3), RandomJson(random, 3));
            var message = Came.OfText(actual);
            foreach (var matcher in new[] { Json.Is(expected), Json.Contains(expected) })
            {
                (matcher.Explain(message, Came.Scope()).Text.Length == 0).Should().Be(matcher.Matches(message), "{0} was {1}", matcher, actual);
            }
        }
    }

    private static string RandomJson(Random random, int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => "null",
        1 => "1",
        2 => "1.0",
        3 => "\"a\"",
        4 => $"[{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => RandomJson(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', new[] { "a", "b" }.Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\":{RandomJson(random, depth - 1)}"))}}}",
    };
}
