using NUnitSuite.Client;

namespace NUnitSuite.Suite;

/// <summary>The fourth lesson: minutes that go by in no time.</summary>
internal sealed class HeartbeatTests : FeedFixture
{
    [Test]
    public async Task The_client_asks_every_15_seconds_whether_the_server_is_there()
    {
        await ConnectAsync();

        await Clock.AdvanceAsync(Server, 14.9.Seconds());
        Server.Should().Never().HaveReceivedJsonSubset(new { type = "ping" });
        await Clock.AdvanceAsync(Server, 0.1.Seconds());

        await Server.Should().Within(5.Seconds()).HaveReceivedJson(new { type = "ping" });
    }

    [Test]
    public async Task An_hour_of_heartbeats_keeps_one_connection()
    {
        var (client, _) = await ConnectAsync();

        for (var beat = 1; beat <= 240; beat++)
        {
            await Clock.AdvanceAsync(Server, 15.Seconds());
            await Server.Should().Within(5.Seconds()).HaveReceivedJson(new { type = "ping" }).AtLeast(beat);

            // The reply comes after the pong, so now the client has heard that too.
            await client.GetPriceAsync("MSFT");
        }

        Server.Should().HaveReceivedJson(new { type = "ping" }).Exactly(240);
        Server.Should().HaveConnected().Exactly(1);
        client.State.Should().Be(FeedState.Connected);
    }

    [Test]
    public async Task A_server_that_is_silent_for_two_questions_is_left()
    {
        var silent = await StartFeedAsync(mock => mock.At("/feed", feed => ConfigureSilentFeed(feed)));
        var client = StartClient(silent);
        await client.WhenAsync(FeedState.Connected);

        await Clock.AdvanceAsync(silent, 15.Seconds());
        await silent.Should().Within(5.Seconds()).HaveReceivedJson(new { type = "ping" });
        client.State.Should().Be(FeedState.Connected);
        await Clock.AdvanceAsync(silent, 15.Seconds());

        await client.WhenAsync(FeedState.Waiting);
        await silent.Should().Within(5.Seconds()).HaveClosedWith(1006);
    }

    [Test]
    public async Task Any_message_is_a_sign_of_life()
    {
        var talking = await StartFeedAsync(mock => mock.At("/feed", feed => ConfigureSilentFeed(feed)
            .Every(10.Seconds(), tick => tick.SendJson(new { type = "price", symbol = "MSFT", price = "{{tick.n}}" }))));
        var client = StartClient(talking);
        await client.WhenAsync(FeedState.Connected);
        var subscription = await client.SubscribeAsync("MSFT");

        for (var price = 1; price <= 30; price++)
        {
            await Clock.AdvanceAsync(talking, 10.Seconds(), step: 5.Seconds());
            (await subscription.NextAsync()).Value.Should().Be(price);
        }

        client.State.Should().Be(FeedState.Connected);
        talking.Should().HaveConnected().Exactly(1);
    }
}
