using MockWs.Behaviours;
using MockWs.Behaviours.Templates;
using MockWs.Wire;

namespace MockWs.Tests.Behaviours.Templates;

public class TemplateErrorTests
{
    [TestCase("a\n {{ mesage.text }}", "line 2, column 5: a template has no \"mesage\"; did you mean \"message\"?")]
    [TestCase("{{zzz}}", "line 1, column 3: a template has no \"zzz\"; it has \"message\", \"path\", \"query\", \"headers\", "
        + "\"connection\", \"state\", \"server\", \"captured\", \"counter\", \"tick\", \"now\", \"uuid\", \"random\"")]
    [TestCase("{{message}}", "line 1, column 3: \"message\" alone is no value; it has \"text\", \"json\", \"groups\"")]
    [TestCase("{{message.txt}}", "line 1, column 11: message has no \"txt\"; did you mean \"text\"?")]
    [TestCase("{{message.text | upcas}}", "line 1, column 18: there is no filter \"upcas\"; did you mean \"upcase\"?")]
    [TestCase("{{message.text | }}", "line 1, column 18: expected a filter, found the end")]
    [TestCase("{{message.text upcase}}", "line 1, column 16: \"upcase\" is one word too many")]
    [TestCase("{{}}", "line 1, column 3: expected a value, found the end")]
    [TestCase("{{message.text | default: }}", "line 1, column 27: expected a value, found the end")]
    [TestCase("{{message.json.}}", "line 1, column 16: expected a name, found the end")]
    [TestCase("{{message.json[0}}", "line 1, column 17: expected \"]\", found the end")]
    [TestCase("{{message.json[-1]}}", "line 1, column 16: -1 is no index: it has to be a whole number from 0")]
    [TestCase("{{message.json[|]}}", "line 1, column 16: expected an index or a name in quotes, found \"|\"")]
    [TestCase("{{99999999999999999999999999999999}}", "line 1, column 3: 99999999999999999999999999999999 is too large a number")]
    [TestCase("{{now & 1}}", "line 1, column 7: \"&\" means nothing here")]
    [TestCase("said {{message.text", "line 1, column 6: \"{{\" is not closed by \"}}\"")]
    [TestCase("{{ \"a }}", "line 1, column 1: \"{{\" is not closed by \"}}\"")]
    [TestCase("{% iff now %}", "line 1, column 1: there is no tag \"iff\"; did you mean \"if\"?")]
    [TestCase("{% if now %}a", "line 1, column 1: {% if %} is not closed by {% endif %}")]
    [TestCase("{% if now %}a{% endfor %}", "line 1, column 14: {% endfor %} belongs to no open tag")]
    [TestCase("a{% else %}", "line 1, column 2: {% else %} belongs to no open tag")]
    [TestCase("{% raw %}a", "line 1, column 1: {% raw %} is not closed by {% endraw %}")]
    [TestCase("{% break %}", "line 1, column 1: {% break %} stands outside of a loop")]
    [TestCase("{% for i of (1..2) %}{% endfor %}", "line 1, column 10: expected \"in\", found \"of\"")]
    [TestCase("{% for i in (1..2) limt: 1 %}{% endfor %}", "line 1, column 20: a loop has no \"limt\"; did you mean \"limit\"?")]
    [TestCase("{% for i in (1..2) %}{% assign j = i %}{% endfor %}{{j}}{{i}}",
        "line 1, column 59: a template has no \"i\"; it has \"message\", \"path\", \"query\", \"headers\", \"connection\", \"state\", "
        + "\"server\", \"captured\", \"counter\", \"tick\", \"now\", \"uuid\", \"random\", \"j\"")]
    [TestCase("{% assign now = 1 %}", "line 1, column 11: \"now\" is what every template knows: give the variable another name")]
    [TestCase("{% case now %}x{% when 1 %}{% endcase %}",
        "line 1, column 1: between {% case %} and the first {% when %} stands what nothing sends")]
    public void A_template_that_cannot_be_read_is_an_error_with_its_place(string template, string expected)
    {
        var parse = () => Template.Parse(template);

        parse.Should().Throw<TemplateSyntaxException>().Which.Message.Should().Be(expected);
    }

    [TestCase("{{message.json.idd}}", """{"id":1,"name":"x"}""", "message.json.idd: message.json has no \"idd\"; did you mean \"id\"?")]
    [TestCase("{{message.json.zzz}}", """{"id":1,"name":"x"}""", "message.json.zzz: message.json has no \"zzz\"; it has \"id\", \"name\"")]
    [TestCase("{{message.json.a.b}}", """{"a":{}}""", "message.json.a.b: message.json.a has no \"b\"; it is empty")]
    [TestCase("{{message.json.a.b}}", """{"a":5}""", "message.json.a.b: message.json.a has no \"b\"; it is 5")]
    [TestCase("{{message.json.a[2]}}", """{"a":[1,2]}""", "message.json.a[2]: message.json.a has no [2]; it is an array of 2")]
    [TestCase("{{message.json.id}}", "hello", "message.json.id: the message is not JSON: hello")]
    [TestCase("{{message.json}}", "0123456789012345678901234567890123456789012",
        "message.json: the message is not JSON: 0123456789012345678901234567890123456789…")]
    [TestCase("{{message.groups[1]}}", "hello", "message.groups[1]: the rule has no regex")]
    [TestCase("{{path.rom}}", "", "path.rom: path has no \"rom\"; did you mean \"room\"?")]
    [TestCase("{{query['nope']}}", "", "query['nope']: query has no \"nope\"; it has \"token\", \"tag\"")]
    [TestCase("{{headers.x-rom}}", "", "headers.x-rom: headers has no \"x-rom\"; did you mean \"X-Room\"?")]
    [TestCase("{{captured.user.idd | upcase}}", "",
        "captured.user.idd: captured.user has no \"idd\"; did you mean \"id\"?")]
    [TestCase("{% for x in message.json.nope %}{% endfor %}", """{"list":[]}""",
        "message.json.nope: message.json has no \"nope\"; it has \"list\"")]
    [TestCase("{% for x in message.json %}{{x.ib}}{% endfor %}", """[{"id":1}]""", "x.ib: x has no \"ib\"; did you mean \"id\"?")]
    [TestCase("{% if false %}{% assign a = 1 %}{% endif %}{{a}}", "", "a: \"a\" has no value here")]
    [TestCase("{{message.json.n | plus: 1}}", """{"n":1e400}""", "message.json.n | plus: 1: 1e400 is too large a number to reckon with")]
    [TestCase("{% if message.json.n > 5 %}{% endif %}", """{"n":1e400}""",
        "message.json.n > 5: 1e400 is too large a number to reckon with")]
    [TestCase("{{message.json.s}}", """{"s":"\ud800"}""", """message.json.s: the message is not JSON: {"s":"\ud800"}""")]
    [TestCase("{{1 | divided_by: 0}}", "", "1 | divided_by: 0: Attempted to divide by zero.")]
    [TestCase("{{random | between: 6, 1}}", "", "random | between: 6, 1: between needs two numbers, the lower one first")]
    [TestCase("{{random | between}}", "", "random | between: between needs two numbers, the lower one first")]
    [TestCase("{{now | plus_seconds: 'x'}}", "", "now | plus_seconds: 'x': how much to add has to be a number")]
    [TestCase("{{message.text | unix_seconds}}", "soon", "message.text | unix_seconds: \"soon\" is no time")]
    [TestCase("{{now | time_zone: message.text}}", "Europe/Pariss", "now | time_zone: message.text: this machine knows no time zone \"Europe/Pariss\"; it is called as in Europe/Paris, and the package tzdata has them all")]
    [TestCase("{% assign a = 1 | divided_by: 0 %}", "", "a = 1 | divided_by: 0: Attempted to divide by zero.")]
    [TestCase("{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}", "", "the template runs more than 100000 steps")]
    [TestCase("{% for i in (1..200000000) %}{% endfor %}", "", "i in (1..200000000): a range holds at most 100000 numbers")]
    [TestCase("{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..90) %}{% assign a = a | append: a %}{% endfor %}", "",
        "a = a | append: a: the value has more than 16777216 characters or items")]
    [TestCase("{% assign a = 'xxxxxxxxxxxxxxxx' %}{% for i in (1..20) %}{% assign a = a | append: a %}{% endfor %}{{a}}.", "",
        "the template writes more than 16777216 characters")]
    public void A_template_that_cannot_be_rendered_says_what_there_was_instead(string template, string message, string expected)
    {
        var parsed = Template.Parse(template);

        var render = () => parsed.Render(Scopes.Answering(message));

        render.Should().Throw<TemplateException>().Which.Message.Should().Be(expected);
    }

    [TestCase("{{message.text}}", "message.text: there is no message to answer")]
    [TestCase("{{message.json.id}}", "message.json.id: there is no message to answer")]
    [TestCase("{{tick.n}}", "tick.n: only a ticker has ticks")]
    [TestCase("{{state.phase}}", "state.phase: state has no \"phase\"; it is empty")]
    public void What_this_moment_does_not_have_is_an_error_that_says_why(string template, string expected)
    {
        var render = () => Template.Parse(template).Render(Scopes.OfItsOwnAccord());

        render.Should().Throw<TemplateException>().Which.Message.Should().Be(expected);
    }

    [Test]
    public void A_binary_message_is_no_JSON()
    {
        var scope = new TemplateScope
        {
            Connection = Scopes.OfItsOwnAccord().Connection,
            Time = TimeProvider.System,
            Random = new Random(1),
            Message = new Message(Opcode.Binary, [0xFF]),
        };

        var render = () => Template.Parse("{{message.json.id}}").Render(scope);

        render.Should().Throw<TemplateException>().Which.Message.Should().Be("message.json.id: the message is binary, not JSON");
    }
}
