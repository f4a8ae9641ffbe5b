using System.Text;
using MockWs.Behaviours.Templates;

namespace MockWs.Tests.Behaviours.Templates;

public class TemplateTests
{
    [TestCase("{{message.text}}", "hello")]
    [TestCase("Server: You said \"{{ message.text }}\"", "Server: You said \"hello\"")]
    [TestCase("{{message.text.size}}", "5")]
    [TestCase("{{path.room}}", "7")]
    [TestCase("{{query.token}} {{query.tag}}", "a b x,y")]
    [TestCase("{{headers.x-room}} {{headers[\"User-Agent\"]}} {{headers['HOST']}}", "blue tests/1.0 localhost")]
    [TestCase("{{connection.id}} {{connection.path}}", "12 /chat/7")]
    [TestCase("{{state.phase}} {{server.mode}} {{counter.orders}}", "ready night 41")]
    [TestCase("{{counter.other}} {{counter.server.logins}}", "0 3")]
    [TestCase("{{captured.user.id}} {{captured.user.price}} {{captured.user}}", "7 1.0 {\"id\":7,\"price\":1.0}")]
    [TestCase("{{tick.n}}", "3")]
    [TestCase("{{now}}", "2026-01-31T23:59:59.250Z")]
    [TestCase("{{path}}", "{\"room\":\"7\"}")]
    public void Each_name_of_the_scope_has_its_value(string template, string expected)
    {
        Template.Parse(template).Render(Scopes.Answering("hello")).Should().Be(expected);
    }

    [TestCase("{{message.json.a.b[1]}}", "two")]
    [TestCase("{{message.json[\"odd key\"]}}", "odd")]
    [TestCase("{{message.json.price}} {{message.json.big}}", "1.0 1e400")]
    [TestCase("{{message.json.yes}} {{message.json.no}} [{{message.json.nothing}}]", "true false []")]
    [TestCase("{{message.json.a}}", "{\"b\":[1, \"two\"]}")]
    [TestCase("{{message.json.a.b.size}} {{message.json.a.b.first}} {{message.json.a.b.last}} {{message.json.a.size}}", "2 1 two 1")]
    [TestCase("{{message.json.a.b[message.json.one]}} {{message.json[message.json.name]}}", "two 1.0")]
    [TestCase("{{message.json.name | upcase}} {{message.json.price | plus: 1}} {{message.json.a.b | join: \"-\"}}", "PRICE 2.0 1-two")]
    public void A_path_goes_into_the_JSON_of_the_message(string template, string expected)
    {
        const string message = """
            {"a":{"b":[1, "two"]},"odd key":"odd","price":1.0,"big":1e400,"yes":true,"no":false,"nothing":null,"one":1,"name":"price"}
            """;

        Template.Parse(template).Render(Scopes.Answering(message)).Should().Be(expected);
    }

    [TestCase("{{message.groups[0]}}|{{message.groups[1]}}|{{message.groups.word}}", "buy 12 apples|12|apples")]
    [TestCase("{{message.groups[2]}}|{{message.groups.first | default: \"none\"}}", "apples|none")]
    [TestCase("{{message.groups[3] | default: \"none\"}}", "none")]
    public void The_groups_of_the_regular_expression_have_numbers_and_names(string template, string expected)
    {
        Template.Parse(template).Render(Scopes.Answering("buy 12 apples", @"buy (\d+) (?<word>\w+)")).Should().Be(expected);
    }

    [TestCase("{{now | time_zone: 'Europe/Paris' | date: '%d.%m. %H:%M %z'}}", "01.02. 00:59 +0100")]
    [TestCase("{{'2026-07-01T12:00:00Z' | time_zone: 'America/New_York' | date: '%H:%M'}}", "08:00")]
    [TestCase("{{now | time_zone: 'Asia/Tokyo'}}", "2026-02-01T08:59:59.250+09:00")]
    public void Times_are_told_as_they_are_elsewhere(string template, string expected)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out _))
        {
            Assert.Ignore("Needs time zones: install the package tzdata, or run scripts/test.");
        }

        Template.Parse(template).Render(Scopes.Answering("")).Should().Be(expected);
    }

    [TestCase("{{now | date: \"%Y-%m-%d\"}}", "2026-01-31")]
    [TestCase("{{now | plus_seconds: 1 | date: '%d %b %H:%M'}}", "01 Feb 00:00")]
    [TestCase("{{now | plus_days: -31}}", "2025-12-31T23:59:59.250Z")]
    [TestCase("{{now | plus_minutes: 0.5}} {{now | plus_hours: 1}}", "2026-02-01T00:00:29.250Z 2026-02-01T00:59:59.250Z")]
    [TestCase("{{now | unix_seconds}} {{now | unix_milliseconds}}", "1769903999 1769903999250")]
    [TestCase("{{\"2026-03-01T12:00:00+02:00\" | plus_seconds: 1}}", "2026-03-01T12:00:01.000+02:00")]
    [TestCase("{{'now' | date: '%s'}}", "1769903999")]
    public void Times_come_from_the_clock(string template, string expected)
    {
        Template.Parse(template).Render(Scopes.Answering("")).Should().Be(expected);
    }

    [TestCase("{{message.json.id | default: \"none\"}}", "none")]
    [TestCase("{{message.json.a.b.c | default: message.json.b | upcase}}", "X")]
    [TestCase("{{message.groups[1] | default: tick.n}}", "3")]
    [TestCase("{% if message.json.id %}yes{% else %}no{% endif %}", "no")]
    public void What_may_be_missing_says_so(string template, string expected)
    {
        Template.Parse(template).Render(Scopes.Answering("""{"b":"x"}""")).Should().Be(expected);
    }

    [TestCase("{% if message.json.n > 5 and message.json.s contains 'el' %}a{% elsif message.json.n == 2 %}b{% else %}c{% endif %}", "b")]
    [TestCase("{% unless message.json.n != 2 %}two{% endunless %}", "two")]
    [TestCase("{% case message.json.s %}{% when 'x', 'hello' %}hit{% else %}miss{% endcase %}", "hit")]
    [TestCase("{% for i in (1..3) %}{{i}}{% unless forloop.last %},{% endunless %}{% endfor %}", "1,2,3")]
    [TestCase("{% for x in message.json.list reversed limit: 2 %}{{x.id}} {% endfor %}", "2 1 ")]
    [TestCase("{% for x in message.json.list offset: 1 %}{{x}}{% if x.id == 2 %}{% break %}{% endif %};{% endfor %}", "{\"id\":2}")]
    [TestCase("{% for x in message.json.none %}{{x}}{% else %}empty{% endfor %}", "empty")]
    [TestCase("{% for h in path %}{{h[0]}}={{h[1]}}{% endfor %}", "room=7")]
    [TestCase("{% assign total = message.json.n | times: 10 %}{{total}}", "20")]
    [TestCase("a {%- comment %} {{ nothing {% endcomment -%} b", "ab")]
    [TestCase("a {% comment %} x {%- endcomment %} b", "a  b")]
    [TestCase("{% case message.json.n %}\n{% comment %}x{% endcomment %}{% when 2 or 3 %}two{% endcase %}", "two")]
    [TestCase("{% raw %}{{message.text}}{% endraw %}", "{{message.text}}")]
    [TestCase("a  {{- message.json.n -}}  b", "a2b")]
    [TestCase("{{ '}}' | append: \"%}\" }}", "}}%}")]
    [TestCase("}} {a} { {", "}} {a} { {")]
    public void The_tags_of_Liquid_do_what_they_do_elsewhere(string template, string expected)
    {
        const string message = """{"n":2,"s":"hello","list":[{"id":1},{"id":2},{"id":3}],"none":[]}""";

        Template.Parse(template).Render(Scopes.Answering(message)).Should().Be(expected);
    }

    [TestCase("{{message.json | json}}", "{\"s\":\"a\",\"n\":[1.0,null]}")]
    [TestCase("{{message.json.s | json}} {{message.json.n | last | json}}", "\"a\" null")]
    [TestCase("{{'a,b' | split: ','}}", "[\"a\",\"b\"]")]
    public void Objects_and_lists_are_written_as_JSON(string template, string expected)
    {
        Template.Parse(template).Render(Scopes.Answering("""{"s":"a","n":[1.0,null]}""")).Should().Be(expected);
    }

    [Test]
    public void Chance_comes_from_the_seed_so_that_a_run_repeats()
    {
        var template = Template.Parse("{{uuid}} {{random}} {{random | between: 1, 6}} {{random | between: 0.5, 1.5}} {{uuid}}");

        var one = template.Render(Scopes.Answering("", seed: 5));

        template.Render(Scopes.Answering("", seed: 5)).Should().Be(one);
        template.Render(Scopes.Answering("", seed: 6)).Should().NotBe(one);
        one.Should().MatchRegex(
            "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} 0\\.[0-9]+ [1-6] [01]\\.[0-9]+ [0-9a-f-]{36}$");
        one.Split(' ')[0].Should().NotBe(one.Split(' ')[^1]);
    }

    [Test]
    public void Between_reaches_both_ends_and_nothing_beyond()
    {
        var template = Template.Parse("{{random | between: 1, 6}}");
        var scope = Scopes.Answering("");

        var thrown = Enumerable.Range(0, 500).Select(_ => template.Render(scope)).Distinct().Order();

        thrown.Should().Equal("1", "2", "3", "4", "5", "6");
    }

    [Test]
    public void A_text_without_expressions_is_constant_and_its_bytes_are_shared()
    {
        var template = Template.Parse("plain {text}, ünlike others");

        template.IsConstant.Should().BeTrue();
        template.Render(Scopes.OfItsOwnAccord()).Should().BeSameAs(template.Source);
        template.RenderUtf8(Scopes.OfItsOwnAccord()).Should().Be(template.RenderUtf8(Scopes.OfItsOwnAccord()));
        Encoding.UTF8.GetString(template.RenderUtf8(Scopes.OfItsOwnAccord()).Span).Should().Be(template.Source);
    }

    [Test]
    public void UTF8_is_the_same_text()
    {
        var template = Template.Parse("é {{message.text}}");

        template.IsConstant.Should().BeFalse();
        Encoding.UTF8.GetString(template.RenderUtf8(Scopes.Answering("😀 日本")).Span).Should().Be("é 😀 日本");
    }

    [Test]
    public void One_template_renders_on_many_threads_at_once()
    {
        var template = Template.Parse("{% for i in (1..3) %}{{message.json.id | plus: i | times: 2}} {% endfor %}{{message.text}}");

        var texts = ParallelEnumerable.Range(0, 1000)
            .Select(n => (n, Text: template.Render(Scopes.Answering($$"""{"id":{{n}}}"""))))
            .ToList();

        texts.Should().OnlyContain(one => one.Text == $"{(one.n + 1) * 2} {(one.n + 2) * 2} {(one.n + 3) * 2} {{\"id\":{one.n}}}");
    }
}
