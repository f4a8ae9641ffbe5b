using System.Net.WebSockets;

namespace MockWs.Clients;

/// <summary>What the tool bounds.</summary>
[CancelAfter(60_000)]
internal sealed class ToolLimitsTests
{
    [Test]
    public async Task Messages_and_heads_are_as_long_as_the_command_line_says()
    {
        var cancellation = TestContext.CurrentContext.CancellationToken;
        await using var tool = ToolProcess.Start("--port", "0", "--message-limit", "10", "--head-limit", "500");
        var url = await tool.UrlAsync("ws");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(url, cancellation);
        await client.SendAsync(new byte[11], WebSocketMessageType.Binary, true, cancellation);
        await client.ReceiveAsync(new byte[100], cancellation);
        client.CloseStatus.Should().Be(WebSocketCloseStatus.MessageTooBig);

        using var wordy = new ClientWebSocket();
        wordy.Options.SetRequestHeader("X-Long", new string('x', 500));
        wordy.Options.CollectHttpResponseDetails = true;
        await wordy.Invoking(it => it.ConnectAsync(url, cancellation)).Should().ThrowAsync<WebSocketException>();
        ((int)wordy.HttpStatusCode).Should().Be(431);
    }

    [Test]
    public async Task There_are_as_many_clients_as_the_command_line_says()
    {
        var cancellation = TestContext.CurrentContext.CancellationToken;
        await using var tool = ToolProcess.Start("--port", "0", "--connection-limit", "1");
        var url = await tool.UrlAsync("ws");
        using var first = new ClientWebSocket();
        await first.ConnectAsync(url, cancellation);
        using var second = new ClientWebSocket();
        second.Options.CollectHttpResponseDetails = true;
        await second.Invoking(it => it.ConnectAsync(url, cancellation)).Should().ThrowAsync<WebSocketException>();
        ((int)second.HttpStatusCode).Should().Be(503);
        await tool.LineAsync(@"#2 +refused +GET / HTTP/1\.1 -> 503 from");

        await first.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        using var third = new ClientWebSocket();
        await third.ConnectAsync(url, cancellation);
    }

    [TestCase("--message-limit", "0", "bytes from 1 to 1073741824")]
    [TestCase("--head-limit", "many", "bytes from 1 to 1073741824")]
    [TestCase("--connection-limit", "0", "clients from 1 to 2147483647")]
    public async Task A_limit_is_a_number(string option, string value, string range)
    {
        await using var tool = ToolProcess.Start(option, value);

        (await tool.EndAsync()).Should().Be(
            (2, $"mockws: {option} is a number of {range}, not \"{value}\".\nmockws --help lists the options.\n"));
    }
}
