using System.Text.Json.Nodes;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class VerifyRouteTests
{
    private const string Scenario = """
        {
          "endpoints": [ {
            "path": "/chat",
            "rules": [ { "when": { "text": "ping" }, "then": [ { "send": "pong" } ], "expect": { "times": 1 } } ]
          } ]
        }
        """;

    [Test]
    public async Task What_is_met_is_told_rule_by_rule()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        var client = await tool.ConnectAsync("/chat");
        await client.EchoAsync("ping");
        (await tool.GetAsync("verify")).ToJsonString().Should().Be(
            """{"rules":[{"endpoint":"/chat","rule":"rule 1: text is \u0022ping\u0022","expected":"exactly 1 answer","answered":1,"met":true}],"scriptsCompleted":0}""");
    }

    [Test]
    public async Task What_is_not_met_is_a_conflict_until_a_reset()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        var client = await tool.ConnectAsync("/chat");
        await client.EchoAsync("ping");
        await client.EchoAsync("ping");
        await client.EchoAsync("pong");
        var (status, body) = await tool.AskAsync(HttpMethod.Get, "verify");
        status.Should().Be(409);
        var problem = JsonNode.Parse(body)!;
        problem["errors"]!.AsArray().Select(error => error!.GetValue<string>().Split('\n')[0]).Should().SatisfyRespectively(
            first => first.Should().Be("/chat, rule 1: text is \"ping\": expected exactly 1 answer, gave 2"),
            second => second.Should().StartWith("/chat: no rule answers message #"));
        problem["rules"]![0]!["answered"]!.GetValue<int>().Should().Be(2);

        (await tool.PostAsync("reset")).Status.Should().Be(204);
        JsonNode.Parse((await tool.AskAsync(HttpMethod.Get, "verify")).Body)!["rules"]![0]!["answered"]!.GetValue<int>().Should().Be(0);
    }

    [Test]
    public async Task An_echo_expects_nothing()
    {
        await using var tool = await Tool.StartAsync();
        (await tool.GetAsync("verify")).ToJsonString().Should().Be("""{"rules":[],"scriptsCompleted":0}""");
    }
}
