using System.Text.Json.Nodes;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class StateRoutesTests
{
    private const string Scenario = """
        {
          "endpoints": [ {
            "path": "/chat",
            "rules": [
              { "when": { "state": { "login": "yes", "server.mode": "night" } }, "then": [ { "send": "both" } ] },
              { "when": { "any": true }, "then": [ { "setState": { "login": "no" } }, { "setServerState": { "mode": "day" } }, { "count": "n" }, { "send": "set" } ] }
            ]
          } ]
        }
        """;

    [Test]
    public async Task It_is_what_was_remembered()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        var client = await tool.ConnectAsync("/chat");
        await client.EchoAsync("x");
        var state = await tool.GetAsync("state");
        state["server"]!["states"]!.ToJsonString().Should().Be("""{"mode":"day"}""");
        state["connections"]!["1"]!["states"]!.ToJsonString().Should().Be("""{"login":"no"}""");
        state["connections"]!["1"]!["counters"]!.ToJsonString().Should().Be("""{"n":1}""");
    }

    [Test]
    public async Task What_is_put_is_what_rules_see()
    {
        await using var tool = await Tool.StartAsync(Scenario);
        var client = await tool.ConnectAsync("/chat");
        var (status, _) = await tool.AskAsync(
            HttpMethod.Put,
            "state",
            """{ "server": { "states": { "mode": "night" } }, "connections": { "1": { "states": { "login": "yes" }, "captured": { "id": 7 } } } }""");
        status.Should().Be(204);
        (await client.EchoAsync("x")).Should().Be("both");
        (await tool.GetAsync("state"))["connections"]!["1"]!["captured"]!.ToJsonString().Should().Be("""{"id":7}""");
    }

    [Test]
    public async Task What_is_not_given_stays()
    {
        await using var tool = await Tool.StartAsync();
        await tool.AskAsync(HttpMethod.Put, "state", """{ "server": { "states": { "a": "1", "b": "2" }, "counters": { "n": 5, "zero": 0 } } }""");
        await tool.AskAsync(HttpMethod.Put, "state", """{ "server": { "states": { "c": "3" } } }""");
        (await tool.GetAsync("state"))["server"]!.ToJsonString().Should().Be("""{"states":{"c":"3"},"counters":{"n":5}}""");
    }

    [TestCase("""{ "connections": { "7": {} } }""", "There is no connection 7 now")]
    [TestCase("""{ "server": { "states": { "a": 1 } } }""", "The body is not what is expected here")]
    [TestCase("""{ "server": { "captured": {} } }""", "\"captured\" is of a connection")]
    [TestCase("""{ "connections": { "one": {} } }""", "The body is not what is expected here")]
    public async Task A_wrong_one_is_told(string body, string error)
    {
        await using var tool = await Tool.StartAsync();
        var (status, answer) = await tool.AskAsync(HttpMethod.Put, "state", body);
        status.Should().Be(400);
        JsonNode.Parse(answer)!["detail"]!.GetValue<string>().Should().StartWith(error);
    }
}
