using System.Threading.Channels;
using NUnitSuite.Client;

namespace NUnitSuite.Suite;

/// <summary>The second lesson: messages both ways. The test speaks for the server where a rule would say too little.</summary>
internal sealed class SubscribingTests : FeedFixture
{
    [Test]
    public async Task A_subscription_is_told_to_the_server()
    {
        var (client, _) = await ConnectAsync();

        await client.SubscribeAsync("MSFT");

        await Server.Should().Within(5.Seconds()).HaveReceivedJson(new { type = "subscribe", symbol = "MSFT" });
    }

    [Test]
    public async Task Prices_come_to_who_has_subscribed()
    {
        var (client, peer) = await ConnectAsync();
        var subscription = await client.SubscribeAsync("MSFT");

        await peer.SendJsonAsync(new { type = "price", symbol = "AAPL", price = 1 });
        await peer.SendJsonAsync(new { type = "price", symbol = "MSFT", price = 411.22 });

        (await subscription.NextAsync()).Should().Be(new Price("MSFT", 411.22m));
    }

    [Test]
    public async Task Two_who_want_the_same_symbol_cost_one_subscription()
    {
        var (client, peer) = await ConnectAsync();
        var first = await client.SubscribeAsync("MSFT");
        var second = await client.SubscribeAsync("MSFT");

        await peer.SendJsonAsync(new { type = "price", symbol = "MSFT", price = 7 });

        (await first.NextAsync()).Should().Be(await second.NextAsync());
        await Server.WhenIdleAsync();
        Server.Should().HaveReceivedJsonSubset(new { type = "subscribe" }).Exactly(1);
    }

    [Test]
    public async Task The_last_who_leaves_ends_the_subscription()
    {
        var (client, _) = await ConnectAsync();
        var first = await client.SubscribeAsync("MSFT");
        var second = await client.SubscribeAsync("MSFT");

        await first.DisposeAsync();
        await Server.WhenIdleAsync();
        Server.Should().Never().HaveReceivedJsonSubset(new { type = "unsubscribe" });
        await second.DisposeAsync();

        await Server.Should().Within(5.Seconds()).HaveReceivedJson(new { type = "unsubscribe", symbol = "MSFT" });
        await second.Awaiting(one => one.NextAsync().AsTask()).Should().ThrowAsync<ChannelClosedException>();
    }

    [Test]
    public async Task What_is_no_message_of_the_feed_does_no_harm()
    {
        var (client, peer) = await ConnectAsync();
        var subscription = await client.SubscribeAsync("MSFT");

        await peer.SendTextAsync("{ this is not JSON");
        await peer.SendTextAsync("""{"price":1}""");
        await peer.SendBinaryAsync(new byte[] { 0xff });
        await peer.SendTextFragmentsAsync(["""{"type":"price","symbol":"MS""", """FT","price":8}"""]);

        (await subscription.NextAsync()).Value.Should().Be(8);
    }

    [Test]
    public async Task Ten_thousand_prices_come_in_their_order()
    {
        var (client, peer) = await ConnectAsync();
        var subscription = await client.SubscribeAsync("MSFT");

        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                await peer.SendTextAsync($$"""{"type":"price","symbol":"MSFT","price":{{i}}}""");
            }
        });
        for (var i = 0; i < 10_000; i++)
        {
            (await subscription.NextAsync()).Value.Should().Be(i);
        }

        await sending;
    }
}
