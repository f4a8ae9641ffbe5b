using NUnitSuite.Client;

namespace NUnitSuite.Suite;

/// <summary>The third lesson: rules that answer, and what happens when they do not.</summary>
internal sealed class RequestTests : FeedFixture
{
    [Test]
    public async Task A_request_is_answered_by_its_reply()
    {
        var (client, _) = await ConnectAsync();

        (await client.GetPriceAsync("MSFT")).Should().Be(411.22m);

        Server.Should().HaveRepliedTo(Json.Contains(new { type = "request" }), Json.Contains(new { type = "reply", price = 411.22 }));
    }

    [Test]
    public async Task Every_request_has_a_number_of_its_own()
    {
        var (client, _) = await ConnectAsync();

        await client.GetPriceAsync("MSFT");
        await client.GetPriceAsync("MSFT");

        Server.Should().HaveReceivedInOrder(Json.Contains(new { type = "request", id = 1 }), Json.Contains(new { type = "request", id = 2 }));
    }

    [Test]
    public async Task An_error_of_the_server_is_an_exception_with_its_words()
    {
        var (client, _) = await ConnectAsync();

        (await client.Awaiting(one => one.GetPriceAsync("XYZ")).Should().ThrowAsync<FeedException>()).WithMessage("XYZ is not known");
    }

    [Test]
    public async Task Replies_may_come_in_another_order()
    {
        var (client, peer) = await ConnectSilentlyAsync();
        var first = client.GetPriceAsync("A");
        var second = client.GetPriceAsync("B");

        await peer.SendJsonAsync(new { type = "reply", id = 2, price = 22 });
        await peer.SendJsonAsync(new { type = "reply", id = 1, price = 11 });

        (await first).Should().Be(11);
        (await second).Should().Be(22);
    }

    [Test]
    public async Task A_reply_to_nobody_does_no_harm()
    {
        var (client, peer) = await ConnectAsync();

        await peer.SendJsonAsync(new { type = "reply", id = 99, price = 1 });

        (await client.GetPriceAsync("MSFT")).Should().Be(411.22m);
    }

    [Test]
    public async Task A_reply_that_does_not_come_is_waited_for_10_seconds()
    {
        var (client, _) = await ConnectSilentlyAsync();
        var asking = client.GetPriceAsync("MSFT");

        await Clock.AdvanceAsync(Server, 9.9.Seconds());
        asking.IsCompleted.Should().BeFalse();
        await Clock.AdvanceAsync(Server, 0.1.Seconds());

        await asking.Awaiting(task => task).Should().ThrowAsync<TimeoutException>();
    }

    [Test]
    public async Task A_connection_that_is_lost_ends_the_requests_on_it()
    {
        var (client, peer) = await ConnectSilentlyAsync();
        var asking = client.GetPriceAsync("MSFT");
        await peer.ReceiveTextAsync();

        peer.Abort();

        (await asking.Awaiting(task => task).Should().ThrowAsync<FeedException>()).WithMessage("The connection was lost.");
    }

    private async Task<(FeedClient Client, MockWsConnection Peer)> ConnectSilentlyAsync()
    {
        var silent = await StartFeedAsync(mock => mock.At("/feed", feed => ConfigureSilentFeed(feed)));
        var client = StartClient(silent);
        var peer = await silent.NextConnectionAsync();
        await client.WhenAsync(FeedState.Connected);
        return (client, peer);
    }
}
