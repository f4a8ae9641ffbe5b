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

    [TestCase("--message-limit", "0")]
    [TestCase("--head-limit", "many")]
    public async Task A_limit_is_a_number_of_bytes(string option, string value)
    {
        await using var tool = ToolProcess.Start(option, value);

        (await tool.EndAsync()).Should().Be(
            (2, $"mockws: {option} is a number of bytes from 1 to 1073741824, not \"{value}\".\nmockws --help lists the options.\n"));
    }
}
