using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace MockWs.Clients;

/// <summary>The native binary says what the tool says: what goes by reflection elsewhere is not lost in it.</summary>
[CancelAfter(120_000)]
internal sealed class NativeToolTests
{
    private const string Scenario = """
        {
          "endpoints": [ {
            "path": "/chat/{room}",
            "onOpen": [ { "sendJson": { "room": "{{path.room}}", "noon": "{{ '2026-07-01T12:00:00Z' | time_zone: 'Europe/Paris' | date: '%H:%M' }}" } } ],
            "rules": [
              { "when": { "regex": "^hi (?<name>\\w+)$" }, "then": [ { "send": "hello {{message.groups.name | upcase}}" } ] },
              { "when": { "jsonSchema": { "type": "object", "required": [ "ids" ] } }, "then": [ { "send": "{{message.json.ids[1]}} of {{message.json.ids | json}}" } ] },
              { "when": { "text": "all" }, "then": [ { "send": "{% for n in (1..3) %}{{n}};{% endfor %}" } ], "expect": { "times": 1 } }
            ],
            "otherwise": [ { "echo": {} } ]
          } ]
        }
        """;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task Templates_patterns_and_schemas_work_and_SIGTERM_ends_it()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Scenario);
        await using var tool = Start("verify", file, "--port", "0");
        var url = await tool.UrlAsync("ws");
        using (var client = new ClientWebSocket())
        {
            await client.ConnectAsync(new Uri(url, "/chat/7"), Cancellation);
            (await ReceiveAsync(client)).Should().Be("""{"room":"7","noon":"14:00"}""");
            (await AskAsync(client, "hi Ada")).Should().Be("hello ADA");
            (await AskAsync(client, """{"ids":[1,"two"]}""")).Should().Be("""two of [1,"two"]""");
            (await AskAsync(client, "all")).Should().Be("1;2;3;");
            (await AskAsync(client, "other")).Should().Be("other");
        }

        using (var http = new HttpClient { BaseAddress = SharedTool.PageOf(url) })
        {
            (await http.GetStringAsync("/__mockws/verify", Cancellation)).Should().Contain("\"met\":true");
            (await http.GetStringAsync("/__mockws/journal", Cancellation)).Should().Contain("\"hi Ada\"");
            (await http.GetStringAsync("/__mockws/scenario", Cancellation)).Should().Contain("/chat/{room}");
            (await http.GetStringAsync("/", Cancellation)).Should().Contain("<title>MockWs</title>");
        }

        await tool.TerminateAsync();
        (await tool.EndAsync()).Should().Be((0, ""));
        File.Delete(file);
    }

    [Test]
    public async Task It_echoes_to_other_clients()
    {
        await using var tool = Start("--port", "0");
        var url = await tool.UrlAsync("ws");
        (await Programs.RunPythonAsync("echo.py", url.ToString(), "deflate")).Should().Be(Conversation.Printed(isCompressed: true));
    }

    private static ToolProcess Start(params string[] arguments)
    {
        if (Programs.NativeTool is not { } binary)
        {
            throw new IgnoreException("Needs the native binary: run scripts/publish, or scripts/test.");
        }

        return ToolProcess.Of(Process.Start(new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    private static async Task<string> AskAsync(ClientWebSocket client, string text)
    {
        await client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancellation);
        return await ReceiveAsync(client);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        var buffer = new byte[1000];
        var received = await client.ReceiveAsync(buffer, Cancellation);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
