using System.Text.Json.Nodes;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class WaitRouteTests
{
    [Test]
    public async Task It_ends_when_the_message_comes()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync("/chat/7");
        var waiting = tool.PostAsync("wait", """{ "when": { "json": { "op": "del" } }, "path": "/chat/*", "timeout": "00:00:20" }""");
        await client.EchoAsync("""{"op":"add"}""");
        waiting.IsCompleted.Should().BeFalse();
        await client.EchoAsync("""{"op":"del"}""");
        var (status, body) = await waiting;
        status.Should().Be(200);
        Texts(body, "entries").Should().Equal("""{"op":"del"}""");
    }

    [Test]
    public async Task What_came_already_counts()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        await client.EchoAsync("one");
        await client.EchoAsync("two");
        var (status, body) = await tool.PostAsync("wait", """{ "count": 2, "timeout": "00:00:00" }""");
        status.Should().Be(200);
        Texts(body, "entries").Should().Equal("one", "two");
    }

    [Test]
    public async Task Out_of_time_it_has_the_near_misses()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        await client.EchoAsync("""{"op":"add","id":1}""");
        await client.EchoAsync("""{"op":"del","id":2}""");
        var (status, body) = await tool.PostAsync("wait", """{ "when": { "json": { "op": "del", "id": 1 } }, "count": 1, "timeout": "00:00:00.010" }""");
        status.Should().Be(408);
        var problem = JsonNode.Parse(body)!;
        problem["detail"]!.GetValue<string>().Should().Be(
            """0 of 1 messages (JSON contains {"op":"del","id":1}) came within 0.01 s; the nearest others are told.""");
        problem["nearMisses"]!.AsArray().Select(miss => miss!["difference"]!.GetValue<string>()).Should().BeEquivalentTo(
            """$.op: expected "del", was "add" """.TrimEnd(), "$.id: expected 1, was 2");
    }

    [TestCase("""{ "direction": "sent", "timeout": "00:00:00" }""", 200)]
    [TestCase("""{ "direction": "sent", "when": { "text": "no" }, "timeout": "00:00:00" }""", 408)]
    [TestCase("""{ "connection": 2, "timeout": "00:00:00" }""", 408)]
    [TestCase("""{ "since": 2, "timeout": "00:00:00" }""", 408)]
    [TestCase("""{ "since": 1, "timeout": "00:00:00" }""", 200)]
    [TestCase("""{ "path": "/other", "timeout": "00:00:00" }""", 408)]
    public async Task What_is_meant_can_be_narrowed(string body, int status)
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        await client.EchoAsync("hello");
        (await tool.PostAsync("wait", body)).Status.Should().Be(status);
    }

    [TestCase("""{ "wen": { "text": "x" } }""", "body(1,3): $.wen: unknown key \"wen\"; did you mean \"when\"?")]
    [TestCase("""{ "when": { "txt": "x" } }""", "body(1,13): $.when.txt: unknown key \"txt\"; did you mean \"text\"?")]
    [TestCase("""{ "when": { "regex": "(" } }""", "body(1,22): $.when.regex:")]
    [TestCase("""{ "timeout": "soon" }""", "body(1,14): $.timeout:")]
    [TestCase("""{ "timeout": "02:00:00" }""", "body(1,14): $.timeout: is at most 01:00:00")]
    [TestCase("""{ "count": 0 }""", "body(1,12): $.count:")]
    [TestCase("""{ "path": "chat" }""", "body(1,11): $.path:")]
    [TestCase("""{ "direction": "up" }""", "body(1,16): $.direction:")]
    [TestCase("[]", "body(1,1): ")]
    [TestCase("{", "body(1,2): not JSON:")]
    [TestCase("\"\\ud800\"", "body(1,1): ")]
    public async Task A_wrong_body_is_told_with_its_place(string body, string error)
    {
        await using var tool = await Tool.StartAsync();
        var (status, answer) = await tool.PostAsync("wait", body);
        status.Should().Be(400);
        JsonNode.Parse(answer)!["errors"]![0]!.GetValue<string>().Should().StartWith(error);
    }

    [Test]
    public async Task It_does_not_hold_up_the_end()
    {
        await using var tool = await Tool.StartAsync();
        var waiting = tool.PostAsync("wait", """{ "timeout": "01:00:00" }""");
        await tool.IdleAsync();
        await tool.StopAsync();
        (await waiting).Status.Should().Be(503);
    }

    private static IEnumerable<string> Texts(string body, string name) =>
        JsonNode.Parse(body)![name]!.AsArray().Select(entry => entry!["text"]!.GetValue<string>());
}
