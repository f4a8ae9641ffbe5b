using System.Net.WebSockets;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class RulesRouteTests
{
    private const string Scenario =
        """
        {
          "endpoints": [
            { "path": "/chat", "handshake": { "nth": 2 }, "onOpen": [ { "send": "again" } ], "rules": [ { "when": { "text": "other" }, "then": [] } ] },
            {
              "path": "/chat",
              "rules": [
                { "when": { "text": "ping" }, "then": [ { "send": "first" } ], "times": 1 },
                { "when": { "json": { "type": "join" } }, "then": [ { "send": "in" } ] },
                { "when": { "text": "ping" }, "then": [ { "send": "pong" } ] },
                { "when": { "state": { "mode": "night" } }, "then": [] }
              ]
            }
          ]
        }
        """;

    [Test]
    public async Task It_says_why_the_rules_before_the_answer_did_not_answer()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        var client = await tool.ConnectAsync("/chat");
        await client.EchoAsync("ping");
        (await client.EchoAsync("ping")).Should().Be("pong");

        (await RulesOfAsync(tool, nth: 2)).Should().Equal(
            "rule 3: text is \"ping\"",
            "rule 1: text is \"ping\", the first 1 times | it has answered 1 times already",
            "rule 2: JSON contains {\"type\":\"join\"} | not JSON: 'p' is an invalid start of a value (line 1, byte 1)",
            "rule 3: text is \"ping\" | ",
            "rule 4: state mode is \"night\" | state mode: needed \"night\", is not set");
    }

    [Test]
    public async Task It_says_of_every_rule_why_it_did_not_answer_after_the_client_has_left()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        var client = await tool.ConnectAsync("/chat");
        await client.EchoAsync("hello");
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.CurrentContext.CancellationToken);
        await tool.Server.WhenEmptyAsync(TimeSpan.FromSeconds(10), TestContext.CurrentContext.CancellationToken);

        var rules = await RulesOfAsync(tool, nth: 1);
        rules.Should().HaveCount(5);
        rules[0].Should().StartWith("no rule answers");
        rules.Skip(1).Should().OnlyContain(rule => !rule.EndsWith("| "));
    }

    [TestCase("journal/1/rules")]
    [TestCase("journal/99/rules")]
    [TestCase("journal/0/rules")]
    public async Task What_is_no_message_has_none(string path)
    {
        await using var tool = await Tool.StartAsync(Scenario);
        await (await tool.ConnectAsync("/chat")).EchoAsync("ping");
        (await tool.AskAsync(HttpMethod.Get, path)).Status.Should().Be(404);
    }

    [Test]
    public async Task Those_of_a_scenario_that_was_replaced_are_known_no_more()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        await (await tool.ConnectAsync("/chat")).EchoAsync("ping");
        await tool.AskAsync(HttpMethod.Put, "scenario", """{ "endpoints": [ { "path": "/chat" } ] }""");
        var (status, body) = await tool.AskAsync(HttpMethod.Get, "journal/2/rules");
        status.Should().Be(404);
        body.Should().Contain("known no more");
    }

    private static async Task<List<string>> RulesOfAsync(Tool tool, int nth)
    {
        var received = (await tool.GetAsync("journal?direction=received&type=text"))["entries"]!.AsArray()[nth - 1]!["sequence"]!.GetValue<long>();
        var rules = await tool.GetAsync($"journal/{received}/rules");
        return
        [
            rules["decision"]!.GetValue<string>(),
            .. rules["rules"]!.AsArray().Select(rule => $"{rule!["rule"]!.GetValue<string>()} | {rule["miss"]?.GetValue<string>()}"),
        ];
    }
}
