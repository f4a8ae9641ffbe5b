using MockWs.Recording;
using NUnitSuite.Client;

namespace NUnitSuite.Suite;

/// <summary>The first lesson: what a client says before the first message, and how it leaves.</summary>
internal sealed class ConnectingTests : FeedFixture
{
    [Test]
    public async Task The_client_is_connected_when_the_server_has_welcomed_it()
    {
        var (client, _) = await ConnectAsync();

        client.State.Should().Be(FeedState.Connected);
        Server.Should().HaveConnected().Exactly(1);
    }

    [Test]
    public async Task The_client_shows_its_token_and_speaks_version_1_of_the_feed()
    {
        await ConnectAsync(with => with with { Token = "secret" });

        Server.Should().HaveConnected(with => with.Header("Authorization", "Bearer secret").Subprotocol("feed.v1"));
    }

    [Test]
    public async Task A_server_that_does_not_welcome_keeps_the_client_waiting()
    {
        var silent = await StartFeedAsync(mock => mock.At("/feed"));
        var client = StartClient(silent);
        await silent.NextConnectionAsync();

        client.State.Should().Be(FeedState.Connecting);
        (await client.Awaiting(one => one.GetPriceAsync("MSFT")).Should().ThrowAsync<FeedException>()).WithMessage("There is no connection now.");
    }

    [Test]
    public async Task The_client_says_goodbye()
    {
        var (client, _) = await ConnectAsync();

        await client.DisposeAsync();

        client.State.Should().Be(FeedState.Stopped);
        await Server.Should().Within(5.Seconds()).HaveClosedWith(1000, "goodbye");
    }

    [Test]
    public async Task A_server_that_does_not_want_the_client_is_left_alone()
    {
        var (client, peer) = await ConnectAsync();

        await peer.CloseAsync(4401, "no such token");
        await client.WhenAsync(FeedState.Stopped);
        await Clock.AdvanceAsync(Server, 1.Hours());

        Server.Should().HaveConnected().Exactly(1);
        Server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Refused);
    }
}
