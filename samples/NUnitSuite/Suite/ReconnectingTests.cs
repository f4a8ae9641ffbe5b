using NUnitSuite.Client;

namespace NUnitSuite.Suite;

/// <summary>The last lesson: connections that end, and how the client comes back.</summary>
internal sealed class ReconnectingTests : FeedFixture
{
    [Test]
    public async Task A_lost_connection_is_made_again_after_a_second()
    {
        var (client, peer) = await ConnectAsync();
        peer.Abort();
        await client.WhenAsync(FeedState.Waiting);

        await Clock.AdvanceAsync(Server, 0.9.Seconds());
        Server.Should().HaveConnected().Exactly(1);
        await Clock.AdvanceAsync(Server, 0.1.Seconds());
        await client.WhenAsync(FeedState.Connected);

        Server.Should().HaveReconnected(1, Backoff.Between(1.Seconds(), 1.Seconds()));
    }

    [Test]
    public async Task A_server_that_restarts_is_met_again_too()
    {
        var (client, peer) = await ConnectAsync();
        await peer.CloseAsync(1012, "restart");
        await client.WhenAsync(FeedState.Waiting);

        await Clock.AdvanceAsync(Server, 1.Seconds());

        await client.WhenAsync(FeedState.Connected);
        Server.Should().HaveClosedWith(1012, "restart");
    }

    [Test]
    public async Task Each_attempt_in_vain_doubles_the_wait_up_to_30_seconds()
    {
        var broken = await StartFeedAsync(mock => mock.At("/feed", feed => feed.OnOpen(then => then.Drop())));
        var client = StartClient(broken);

        await FailAsync(client, broken, times: 8);

        broken.Should().HaveReconnected(7, Backoff.Exponential(1.Seconds(), most: 30.Seconds()));
    }

    [Test]
    public async Task A_welcome_makes_the_wait_short_again()
    {
        var moody = await StartFeedAsync(mock => mock
            .At("/feed", feed => feed.OnConnection(4).OnOpen(then => then.SendJson(new { type = "welcome" }).Delay(1.Minutes()).Drop()))
            .At("/feed", feed => feed.OnOpen(then => then.Drop())));
        var client = StartClient(moody);

        await FailAsync(client, moody, times: 3);
        await Clock.AdvanceAsync(moody, 4.Seconds());
        await client.WhenAsync(FeedState.Connected);
        await Clock.AdvanceAsync(moody, 1.Minutes());
        await client.WhenAsync(FeedState.Waiting);
        await Clock.AdvanceAsync(moody, 1.Seconds());

        (await moody.Should().Within(5.Seconds()).HaveReconnected(4)).Should().HaveCount(4);
    }

    [Test]
    public async Task Subscriptions_are_told_to_the_new_connection()
    {
        var (client, peer) = await ConnectAsync();
        var subscription = await client.SubscribeAsync("MSFT");
        peer.Abort();
        await client.WhenAsync(FeedState.Waiting);
        await Clock.AdvanceAsync(Server, 1.Seconds());

        var again = await Server.NextConnectionAsync();
        (await again.ReceiveTextAsync()).Should().Be("""{"type":"subscribe","symbol":"MSFT"}""");
        await again.SendJsonAsync(new { type = "price", symbol = "MSFT", price = 9 });

        (await subscription.NextAsync()).Value.Should().Be(9);
    }

    [Test]
    public async Task A_client_that_waits_can_be_ended()
    {
        var (client, peer) = await ConnectAsync();
        peer.Abort();
        await client.WhenAsync(FeedState.Waiting);

        await client.DisposeAsync();
        await Clock.AdvanceAsync(Server, 1.Hours());

        Server.Should().HaveConnected().Exactly(1);
    }

    /// <summary>Lets the client try, and each time wait for as long as it wants to before the next attempt.</summary>
    private async Task FailAsync(FeedClient client, MockWsServer server, int times)
    {
        var wait = 1.Seconds();
        for (var attempt = 1; attempt <= times; attempt++)
        {
            await server.Should().Within(5.Seconds()).HaveConnected().AtLeast(attempt);
            await client.WhenAsync(FeedState.Waiting);
            if (attempt < times)
            {
                await Clock.AdvanceAsync(server, wait);
                wait = wait * 2 < 30.Seconds() ? wait * 2 : 30.Seconds();
            }
        }
    }
}
