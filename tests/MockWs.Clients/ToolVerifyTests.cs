using System.Net.WebSockets;
using System.Text;

namespace MockWs.Clients;

/// <summary>The mock as a gate: <c>mockws verify</c>.</summary>
[CancelAfter(60_000)]
internal sealed class ToolVerifyTests
{
    private const string Scenario = """
        {
          "endpoints": [
            { "path": "/chat", "rules": [ { "when": { "text": "ping" }, "then": [ { "send": "pong" } ], "expect": { "times": 2 } } ] },
            { "path": "/feed", "script": [ { "send": "hello" } ] }
          ]
        }
        """;

    private string _file = "";

    [SetUp]
    public void Write() => File.WriteAllText(_file = Path.GetTempFileName(), Scenario);

    [TearDown]
    public void Remove() => File.Delete(_file);

    [Test]
    public async Task What_is_met_ends_in_success()
    {
        await using var tool = ToolProcess.Start("verify", _file, "--port", "0");
        var url = await tool.UrlAsync("ws");
        await SayAsync(new Uri(url, "/feed"));
        await SayAsync(new Uri(url, "/chat"), "ping", "ping");
        await tool.TerminateAsync();

        (await tool.EndAsync()).Should().Be((0, ""));
        tool.Lines[^1].Should().Be("All is as the scenario expects: 1 rule with an expectation, 1 script gone through, no unmatched message, no error");
    }

    [Test]
    public async Task What_is_not_met_is_told_and_ends_in_failure()
    {
        await using var tool = ToolProcess.Start("verify", _file, "--port", "0", "--quiet");
        await SayAsync(new Uri(await tool.UrlAsync("ws"), "/chat"), "ping", "ping", "ping");
        await tool.InterruptAsync();

        (await tool.EndAsync()).Should().Be((6, """
            mockws: 2 things are not as the scenario expects:
              /chat, rule 1: text is "ping": expected exactly 2 answers, gave 3
              /feed: no client has come to go through its script

            """));
    }

    [Test]
    public async Task The_log_in_JSON_has_it_too()
    {
        await using var tool = ToolProcess.Start("verify", _file, "--port", "0", "--log", "json");
        await tool.LineAsync("\"kind\":\"ready\"");
        await tool.TerminateAsync();

        (await tool.EndAsync()).ExitCode.Should().Be(6);
        tool.Lines[^1].Should().Contain("\"kind\":\"verified\",\"met\":false,\"unmet\":[\"/chat, rule 1");
    }

    [Test]
    public async Task It_needs_a_scenario()
    {
        await using var tool = ToolProcess.Start("verify");

        (await tool.EndAsync()).Should().Be((2, """
            mockws: verify needs a scenario that says what is expected: mockws verify chat.json.
            mockws --help lists the options.

            """));
    }

    private static async Task SayAsync(Uri url, params string[] messages)
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(url, TestContext.CurrentContext.CancellationToken);
        foreach (var message in messages)
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, TestContext.CurrentContext.CancellationToken);
        }

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.CurrentContext.CancellationToken);
    }
}
