using System.Net.WebSockets;

namespace MockWs.Testing.Inner;

/// <summary>Tests that fail, or would, when they are over. Run by FixtureTests.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(20_000)]
internal sealed class TroubledFixture : MockWsFixture
{
    protected override void Configure(MockWsServerBuilder mock) => mock
        .InMemory()
        .At("/chat", chat => chat.When(Text.Is("ping"), then => then.Send("pong")))
        .At("/delegate", at => at.Otherwise(then => then.Do((_, _) => throw new InvalidOperationException("out of order"))))
        .At("/script", at => at.Script(script => script.Send("X").Expect(Text.Is("Y"))));

    [Test]
    public async Task All_is_well()
    {
        using var client = await Server.ConnectAsync("/chat");
        await client.SendTextAsync("ping");
        (await client.ReceiveTextAsync()).Should().Be("pong");
        await client.CloseAsync();
    }

    [Test]
    public async Task The_test_itself_fails()
    {
        using var client = await Server.ConnectAsync("/chat");
        await client.SendTextAsync("ping");
        await client.ReceiveTextAsync();
        Assert.Fail("as it should");
    }

    [Test]
    public Task A_message_is_unmatched() => BeUnmatchedAsync();

    [Test]
    [WithoutChecks(ServerChecks.UnmatchedMessages)]
    public Task A_message_is_unmatched_and_may_be() => BeUnmatchedAsync();

    [Test]
    public Task A_delegate_throws() => ThrowAsync();

    [Test]
    [WithoutChecks(ServerChecks.Errors)]
    public Task A_delegate_throws_and_may() => ThrowAsync();

    [Test]
    public Task A_client_stays() => StayAsync();

    [Test]
    [WithoutChecks(ServerChecks.OpenConnections)]
    public Task A_client_stays_and_may() => StayAsync();

    [Test]
    public Task A_script_fails() => LeaveScriptAsync();

    [Test]
    [WithoutChecks(ServerChecks.ScriptSteps)]
    public Task A_script_fails_and_may() => LeaveScriptAsync();

    [Test]
    public async Task A_script_is_under_way()
    {
        var client = await Server.ConnectAsync("/script");
        await client.ReceiveTextAsync();
    }

    [Test]
    public void An_assertion_is_not_awaited() => _ = Server.Should().Within(5.Seconds()).HaveReceivedText("ping").Exactly(2);

    [Test]
    public async Task Much_is_wrong()
    {
        await ThrowAsync();
        var client = await Server.ConnectAsync("/chat");
        for (var i = 0; i < 100; i++)
        {
            await client.EchoAsync($"Ping {i}");
        }
    }

    [Test]
    public async Task A_further_server_is_unmatched()
    {
        var further = await StartServerAsync(mock => mock.InMemory().At("/b", at => at.When(Text.Is("a"), then => then.Echo())));
        using var client = await further.ConnectAsync("/b");
        await client.SendTextAsync("b");
        await client.ReceiveTextAsync();
        await client.CloseAsync();
    }

    private async Task BeUnmatchedAsync()
    {
        using var client = await Server.ConnectAsync("/chat");
        await client.SendTextAsync("pong");
        await client.ReceiveTextAsync();
        await client.CloseAsync();
    }

    private async Task ThrowAsync()
    {
        using var client = await Server.ConnectAsync("/delegate");
        await client.SendTextAsync("anything");
        (await client.ReceiveAsync(new byte[100], default)).MessageType.Should().Be(WebSocketMessageType.Close);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);
    }

    private async Task LeaveScriptAsync()
    {
        using var client = await Server.ConnectAsync("/script");
        await client.ReceiveTextAsync();
        await client.CloseAsync();
    }

    private async Task StayAsync() => await Server.ConnectAsync("/chat");
}
