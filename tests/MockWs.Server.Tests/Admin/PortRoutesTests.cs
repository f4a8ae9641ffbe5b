using System.Net.Sockets;
using System.Text.Json.Nodes;
using MockWs.Recording;
using MockWs.Server.Admin;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class PortRoutesTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task A_port_is_closed_and_opened_through_an_API_that_has_a_port_of_its_own()
    {
        await using var tool = await WithOwnApiAsync();
        var client = await tool.ConnectAsync();

        (await tool.PostAsync("port/close")).Status.Should().Be(204);
        await MeetRefusalAsync(tool);
        (await client.EchoAsync("still here")).Should().Be("still here");
        (await tool.PostAsync("port/open")).Status.Should().Be(204);
        await tool.ConnectAsync();

        (await tool.GetAsync("journal?connection=0"))["entries"]!.AsArray().Select(entry => entry!["text"]!.GetValue<string>())
            .Should().Equal("closePort: the port is closed until it is opened by hand", "clients are accepted again");
    }

    [Test]
    public async Task Who_connects_to_a_paused_port_waits_until_it_is_opened()
    {
        await using var tool = await WithOwnApiAsync();

        (await tool.PostAsync("port/pause")).Status.Should().Be(204);
        var first = tool.ConnectAsync();
        var second = tool.ConnectAsync();
        (await tool.PostAsync("port/open")).Status.Should().Be(204);
        await first;
        await second;

        tool.Server.Journal.Take(2).Select(entry => entry.Kind).Should().Equal(JournalEntryKind.Fault, JournalEntryKind.Decided);
    }

    [Test]
    public async Task A_port_that_the_API_is_on_opens_by_itself()
    {
        await using var tool = await Tool.StartAsync();

        (await tool.PostAsync("port/close", """{ "time": "00:00:00.100" }""")).Status.Should().Be(204);
        await tool.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Decided, cancellation: Cancellation);
        await tool.ConnectAsync();

        (await tool.GetAsync("health"))["connections"]!.GetValue<int>().Should().Be(1);
    }

    [TestCase("port/close")]
    [TestCase("port/pause")]
    public async Task A_port_that_the_API_is_on_is_not_left_closed_for_good(string call)
    {
        await using var tool = await Tool.StartAsync();

        var (status, body) = await tool.PostAsync(call);

        status.Should().Be(400);
        JsonNode.Parse(body)!["detail"]!.GetValue<string>().Should().Contain("\"time\"").And.Contain("--api-port");
        tool.Server.Journal.Should().BeEmpty();
    }

    [Test]
    public async Task A_scenario_closes_the_port_at_the_start_and_opens_the_same_one()
    {
        await using var tool = await Tool.StartAsync("""{ "backend": "mockws", "faults": [ { "closePort": "00:00:00.100" } ] }""");

        tool.Server.Journal.First().Text.Should().Be("closePort: the port is closed for 00:00:00.1000000");
        await tool.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Decided, cancellation: Cancellation);
        await tool.ConnectAsync();
    }

    [Test]
    public async Task A_restart_resets_the_clients_and_refuses_them()
    {
        await using var tool = await Tool.StartAsync("""{ "endpoints": [ { "path": "/", "rules": [ { "when": { "text": "x" }, "then": [ { "fault": { "restart": "01:00:00" } } ] } ] } ] }""");
        var one = await tool.ConnectAsync();
        var other = await tool.ConnectAsync();

        await one.SendAsync("x"u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, Cancellation);
        await FluentActions.Awaiting(() => other.ReceiveAsync(new byte[1], Cancellation)).Should().ThrowAsync<System.Net.WebSockets.WebSocketException>();

        await MeetRefusalAsync(tool);
    }

    [Test]
    public async Task The_tool_stops_while_its_port_is_closed_or_paused([Values("close", "pause")] string what)
    {
        await using var tool = await Tool.StartAsync();
        (await tool.PostAsync($"port/{what}", """{ "time": "01:00:00" }""")).Status.Should().Be(204);
        using var waiting = new TcpClient();
        await waiting.ConnectAsync(tool.Url.Host, tool.Url.Port, Cancellation).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);

        await tool.StopAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        await MeetRefusalAsync(tool);
    }

    private static Task<Tool> WithOwnApiAsync() => Tool.StartAsync(options => options with { Api = new ApiSettings { Port = 0 } });

    private static async Task MeetRefusalAsync(Tool tool)
    {
        using var client = new TcpClient();
        (await FluentActions.Awaiting(() => client.ConnectAsync(tool.Url.Host, tool.Url.Port, Cancellation).AsTask()).Should().ThrowAsync<SocketException>())
            .Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }
}
