using System.Text;
using MockWs.Behaviours.Templates;

namespace MockWs.Tests.Behaviours.Templates;

public class JsonTemplateTests
{
    private const string Message = """{"id":7,"price":1.0,"s":"a\"b","yes":true,"none":null,"list":[1, {"x":2}]}""";

    [TestCase("""{"id":"{{message.json.id}}"}""", """{"id":7}""")]
    [TestCase("""{"id":"{{ message.json.price }}"}""", """{"id":1.0}""")]
    [TestCase("""["{{message.json.s}}","{{message.json.yes}}","{{message.json.none}}","{{message.json.list}}"]""",
        """["a\"b",true,null,[1, {"x":2}]]""")]
    [TestCase("""["{{message.json.id | plus: 1}}","{{message.json.s | upcase}}","{{'a,b' | split: ','}}","{{message.json.list | last}}"]""",
        """[8,"A\"B",["a","b"],{"x":2}]""")]
    [TestCase("""["{{message.json.list | reverse}}","{{message.json.none | default: 5}}","{{now}}","{{tick.n}}","{{path}}"]""",
        """[[{"x":2},1],5,"2026-01-31T23:59:59.250Z",3,{"room":"7"}]""")]
    [TestCase("\"{{message.json.id}}\"", "7")]
    [TestCase("""{"a":"{{message.json.missing | default: nil}}"}""", """{"a":null}""")]
    public void A_string_that_is_one_whole_expression_takes_the_type_of_its_value(string template, string expected)
    {
        Render(template).Should().Be(expected);
    }

    [TestCase("""{"t":"id {{message.json.id}}"}""", """{"t":"id 7"}""")]
    [TestCase("""{"t":" {{message.json.id}}"}""", """{"t":" 7"}""")]
    [TestCase("""{"t":"{{message.json.s}}!"}""", """{"t":"a\"b!"}""")]
    [TestCase("""{"t":"{% if true %}{{message.json.s}}{% endif %}"}""", """{"t":"a\"b"}""")]
    [TestCase("""{"t":"\u007b{message.json.id}} \n"}""", """{"t":"7 \n"}""")]
    public void Every_other_template_is_rendered_and_escaped(string template, string expected)
    {
        Render(template).Should().Be(expected);
    }

    [TestCase("""{ "b" : 1.0, "a" : [ 1e3 , -0 , "\u00e9\/" ], "n": null, "o": {}, "e": [ ] }""",
        """{"b":1.0,"a":[1e3,-0,"\u00e9\/"],"n":null,"o":{},"e":[]}""")]
    [TestCase("[1, // one\n true, /* two */ false, ]", "[1,true,false]")]
    [TestCase("5", "5")]
    public void Constant_JSON_keeps_its_order_and_its_numbers_and_is_made_once(string source, string expected)
    {
        var template = JsonTemplate.Parse(source);

        template.IsConstant.Should().BeTrue();
        Encoding.UTF8.GetString(template.Render(Scopes.OfItsOwnAccord()).Span).Should().Be(expected);
        template.Render(Scopes.OfItsOwnAccord()).Should().Be(template.Render(Scopes.OfItsOwnAccord()));
    }

    [Test]
    public void What_stands_around_a_template_stays()
    {
        const string template = """
            { "a": [ {"x": "{{message.json.id}}", "y": [] }, "{{tick.n}}", 1.50 ], "b": "{{path.room}}", "c": {"d": "{{path.room}}"} }
            """;

        Render(template).Should().Be("""{"a":[{"x":7,"y":[]},3,1.50],"b":"7","c":{"d":"7"}}""");
    }

    [TestCase("{\n  \"a\": \"{{mesage.text}}\"\n}", "line 2, column 11: a template has no \"mesage\"; did you mean \"message\"?")]
    [TestCase("{\"é\": \"\\u00e9\\n{{message.json.id}}{{message.text | upcas}}\"}",
        "line 1, column 52: there is no filter \"upcas\"; did you mean \"upcase\"?")]
    [TestCase("{\"{{path.room}}\": 1}", "line 1, column 2: the name of a property cannot be a template")]
    [TestCase("{\n\"a\": tru }", "line 2, column 9: not JSON: 'tru }' is an invalid JSON literal. Expected the literal 'true'.")]
    [TestCase("[\"a\"", "line 1, column 5: not JSON: Expected depth to be zero at the end of the JSON payload. "
        + "There is an open JSON object or array that should be closed.")]
    [TestCase("", "line 1, column 1: not JSON: The input does not contain any JSON tokens. "
        + "Expected the input to start with a valid JSON token, when isFinalBlock is true.")]
    public void An_error_has_its_place_in_the_JSON_text(string source, string expected)
    {
        var parse = () => JsonTemplate.Parse(source);

        parse.Should().Throw<TemplateSyntaxException>().Which.Message.Should().Be(expected);
    }

    [Test]
    public void What_is_missing_fails_the_whole_reply()
    {
        var render = () => Render("""{"a":1,"b":"{{message.json.idd}}"}""");

        render.Should().Throw<TemplateException>()
            .Which.Message.Should().Be("message.json.idd: message.json has no \"idd\"; did you mean \"id\"?");
    }

    [TestCase("""{ "a": [1, "{{ path.room }}"], /* why */ "b": "x", }""", """{"a":[1,"{{ path.room }}"],"b":"x"}""", true)]
    [TestCase("""{"a":1,"b":2}""", """{"b":2,"a":1}""", false)]
    [TestCase("""{"a":1}""", """{"a":1.0}""", false)]
    [TestCase("""{"a":"{{path.room}}"}""", """{"a":"{{path.rooms}}"}""", false)]
    public void Two_that_say_the_same_are_equal_however_they_are_laid_out(string one, string other, bool equal) =>
        JsonTemplate.Parse(one).Equals(JsonTemplate.Parse(other)).Should().Be(equal);

    private static string Render(string template) =>
        Encoding.UTF8.GetString(JsonTemplate.Parse(template).Render(Scopes.Answering(Message)).Span);
}
