using System.Net.WebSockets;
using System.Text.Json.Nodes;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class ConnectionRoutesTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task They_are_listed()
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync("/chat/1?v=2");
        await tool.ConnectAsync("/chat/2");
        var list = await tool.GetAsync("connections");
        list.AsArray().Should().HaveCount(2);
        list[0]!["id"]!.GetValue<int>().Should().Be(1);
        list[0]!["path"]!.GetValue<string>().Should().Be("/chat/1");
        list[0]!["query"]!.GetValue<string>().Should().Be("v=2");
        list[1]!["open"]!.GetValue<bool>().Should().BeTrue();
    }

    [TestCase("""{ "text": "Grüße" }""", Opcode.Text, "Grüße")]
    [TestCase("""{ "json": { "b": 1, "a": [ null ] } }""", Opcode.Text, """{ "b": 1, "a": [ null ] }""")]
    [TestCase("""{ "json": null }""", Opcode.Text, "null")]
    [TestCase("""{ "hex": "68 69" }""", Opcode.Binary, "hi")]
    [TestCase("""{ "base64": "aGk=" }""", Opcode.Binary, "hi")]
    public async Task A_message_is_sent(string body, Opcode opcode, string payload)
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        (await tool.PostAsync("connections/1/send", body)).Status.Should().Be(204);
        var (type, bytes) = await client.ReceiveAsync();
        type.Should().Be(opcode == Opcode.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
        System.Text.Encoding.UTF8.GetString(bytes).Should().Be(payload);
    }

    [Test]
    public async Task A_ping_is_sent()
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        (await tool.PostAsync("connections/1/ping", """{ "hex": "01" }""")).Status.Should().Be(204);
        (await tool.PostAsync("connections/1/ping", """{ "text": "x" }""")).Status.Should().Be(204);
        tool.Server.Journal.Where(entry => entry.Opcode == Opcode.Ping).Select(entry => entry.Payload.ToArray()).Should().BeEquivalentTo(new byte[][] { [1], [120] });
    }

    [Test]
    public async Task It_is_closed_with_a_code_and_a_reason()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        (await tool.PostAsync("connections/1/close", """{ "code": 4001, "reason": "bye" }""")).Status.Should().Be(204);
        var result = await client.ReceiveAsync(new byte[10], Cancellation);
        ((int)result.CloseStatus!.Value, result.CloseStatusDescription).Should().Be((4001, "bye"));
        (await tool.PostAsync("connections/1/send", """{ "text": "late" }""")).Status.Should().Be(409);
        (await tool.PostAsync("connections/1/actions", """{ "then": [ { "send": "late" } ] }""")).Status.Should().Be(409);
    }

    [Test]
    public async Task It_is_dropped()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync();
        (await tool.PostAsync("connections/1/abort")).Status.Should().Be(204);
        var receive = async () => await client.ReceiveAsync(new byte[10], Cancellation);
        await receive.Should().ThrowAsync<WebSocketException>();
        (await tool.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost)).Connection.Should().Be(1);
    }

    [Test]
    public async Task Actions_of_a_scenario_are_carried_out()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync("/chat");
        (await tool.PostAsync("connections/1/actions", """{ "then": [ { "sendJson": { "n": 1 } }, { "close": { "code": 4002 } } ] }""")).Status.Should().Be(204);
        (await client.ReceiveTextAsync()).Should().Be("""{"n":1}""");
        ((int)(await client.ReceiveAsync(new byte[10], Cancellation)).CloseStatus!.Value).Should().Be(4002);
        tool.Server.Journal.Should().Contain(entry => entry.Kind == JournalEntryKind.Decided && entry.Text == "told to by the API");
    }

    [Test]
    public async Task A_fault_happens_on_a_connection_whose_scenario_has_none()
    {
        await using var tool = await Tool.StartAsync();
        var client = await tool.ConnectAsync("/chat");

        (await tool.PostAsync("connections/1/actions", """{ "then": [ { "fault": { "reset": {} } } ] }""")).Status.Should().Be(204);

        await FluentActions.Awaiting(() => client.ReceiveAsync(new byte[10], Cancellation)).Should().ThrowAsync<WebSocketException>();
    }

    [TestCase("""{ "then": [ { "sned": "x" } ] }""", "did you mean \"send\"?")]
    [TestCase("""{ "then": [ { "sendBinary": { "file": "/etc/passwd" } } ] }""", "a file is read from the scenario's own folder")]
    [TestCase("""{ "then": [ { "send": "{{nothing}}" } ] }""", "nothing")]
    [TestCase("{}", "needs \"then\"")]
    public async Task Wrong_actions_are_told(string body, string error)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        var (status, answer) = await tool.PostAsync("connections/1/actions", body);
        status.Should().Be(400);
        JsonNode.Parse(answer)!["errors"]![0]!.GetValue<string>().Should().Contain(error);
    }

    [TestCase("""{ "text": "all" }""", 3)]
    [TestCase("""{ "text": "some", "path": "/chat/*" }""", 2)]
    [TestCase("""{ "hex": "ff", "path": "/nobody" }""", 0)]
    public async Task A_broadcast_goes_to_those_that_are_meant(string body, int count)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync("/chat/1");
        await tool.ConnectAsync("/chat/2");
        await tool.ConnectAsync("/other");
        var (status, answer) = await tool.PostAsync("broadcast", body);
        status.Should().Be(200);
        JsonNode.Parse(answer)!["sent"]!.GetValue<int>().Should().Be(count);
        tool.Server.Journal.Count(entry => entry.Kind == JournalEntryKind.Sent).Should().Be(count);
    }

    [TestCase("connections/1/send", "{}", "A message has one of text, json, hex and base64")]
    [TestCase("connections/1/send", """{ "text": "a", "hex": "00" }""", "A message has one of text, json, hex and base64")]
    [TestCase("connections/1/send", """{ "txt": "a" }""", "The body is not what is expected here:")]
    [TestCase("connections/1/send", """{ "text": 1 }""", "The body is not what is expected here:")]
    [TestCase("connections/1/send", """{ "hex": "0" }""", "\"0\" is no hex")]
    [TestCase("connections/1/send", """{ "base64": "!" }""", "The input is not a valid Base-64 string")]
    [TestCase("connections/1/send", """{ "text": "a", "path": "/x" }""", "\"path\" is for a broadcast")]
    [TestCase("connections/1/send", "null", "null is no object")]
    [TestCase("connections/1/send", "hello", "The body is not what is expected here:")]
    [TestCase("connections/1/close", """{ "code": 70000 }""", "code")]
    [TestCase("connections/1/close", """{ "reason": "x", "code": 1005 }""", "A close reason needs a close code")]
    [TestCase("broadcast", """{ "text": "a", "path": "x" }""", "The path pattern \"x\" does not begin with a slash.")]
    [TestCase("reset", """{ "all": true }""", "The body is not what is expected here:")]
    [TestCase("connections/1/abort", "[]", "The body is not what is expected here:")]
    public async Task A_wrong_body_is_told(string path, string body, string error)
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        var (status, answer) = await tool.PostAsync(path, body);
        status.Should().Be(400);
        JsonNode.Parse(answer)!["detail"]!.GetValue<string>().Should().Contain(error);
        tool.Server.Journal.Should().HaveCount(1, "nothing was sent");
    }

    [Test]
    public async Task A_ping_that_is_too_long_is_told()
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        (await tool.PostAsync("connections/1/ping", $$"""{ "text": "{{new string('x', 126)}}" }""")).Status.Should().Be(400);
    }

    [TestCase("send")]
    [TestCase("ping")]
    [TestCase("close")]
    [TestCase("abort")]
    [TestCase("actions")]
    public async Task One_that_is_not_there_is_told(string what)
    {
        await using var tool = await Tool.StartAsync();
        var (status, body) = await tool.PostAsync($"connections/7/{what}");
        status.Should().Be(404);
        JsonNode.Parse(body)!["detail"]!.GetValue<string>().Should().Be("There is no connection 7 now. /__mockws/connections lists those that there are.");
    }

    [Test]
    public async Task A_number_that_none_can_have_is_not_found()
    {
        await using var tool = await Tool.StartAsync();
        (await tool.PostAsync("connections/99999999999999999999/send")).Status.Should().Be(404);
    }
}
