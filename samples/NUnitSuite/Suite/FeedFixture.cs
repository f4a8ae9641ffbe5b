using Microsoft.Extensions.Time.Testing;
using NUnitSuite.Client;

namespace NUnitSuite.Suite;

/// <summary>
/// What all tests of the client share: a feed to talk to, in memory and with a clock that the test moves. Set FEED_OVER=tcp in the environment, and the
/// very same tests go over TCP.
/// </summary>
[CancelAfter(30_000)]
internal abstract class FeedFixture : MockWsFixture
{
    private static readonly bool IsOverTcp = Environment.GetEnvironmentVariable("FEED_OVER") == "tcp";

    private readonly List<IAsyncDisposable> _toEnd = [];
    private readonly List<HttpMessageInvoker> _invokers = [];

    /// <summary>The clock of the server and of the client. It stands still until a test moves it.</summary>
    protected FakeTimeProvider Clock { get; private set; } = new();

    /// <summary>Called before each test, for a server that the test has for itself.</summary>
    protected override void Configure(MockWsServerBuilder mock)
    {
        Clock = new FakeTimeProvider();
        Begin(mock).At("/feed", feed => ConfigureFeed(feed));
    }

    /// <summary>A feed that works: the welcome, the heartbeat, prices on request.</summary>
    protected static EndpointBuilder ConfigureFeed(EndpointBuilder feed) => feed
        .UseSubprotocols("feed.v1")
        .OnOpen(then => then.SendJson(new { type = "welcome" }))
        .When(Json.Contains(new { type = "ping" }), then => then.SendJson(new { type = "pong" }))
        .When(Json.Contains(new { type = "request", symbol = "MSFT" }), then => then
            .SendJson(new { type = "reply", id = "{{message.json.id}}", price = 411.22 }))
        .When(Json.Contains(new { type = "request" }), then => then
            .SendJson(new { type = "error", id = "{{message.json.id}}", message = "{{message.json.symbol}} is not known" }))
        .When(Json.Contains(new { type = "subscribe" }) | Json.Contains(new { type = "unsubscribe" }), then => then.Log("noted"));

    /// <summary>A feed that welcomes, and then says what the test says for it and nothing else.</summary>
    protected static EndpointBuilder ConfigureSilentFeed(EndpointBuilder feed) => feed
        .OnOpen(then => then.SendJson(new { type = "welcome" }))
        .Otherwise(then => then.Log("kept quiet"));

    /// <summary>A further server, for a test in which the feed does something particular.</summary>
    protected Task<MockWsServer> StartFeedAsync(Action<MockWsServerBuilder> configure) => StartServerAsync(mock => configure(Begin(mock)));

    /// <summary>The client under test; it ends with the test.</summary>
    protected FeedClient StartClient(MockWsServer? server = null, Func<FeedOptions, FeedOptions>? with = null)
    {
        var feed = server ?? Server;
        var invoker = feed.CreateInvoker();
        _invokers.Add(invoker);
        var options = new FeedOptions(feed.UrlOf("/feed")) { Invoker = invoker, Time = Clock };
        var client = new FeedClient(with?.Invoke(options) ?? options);
        _toEnd.Add(client);
        return client;
    }

    /// <summary>The client under test, welcome at the server, and the server's end of its connection.</summary>
    protected async Task<(FeedClient Client, MockWsConnection Peer)> ConnectAsync(Func<FeedOptions, FeedOptions>? with = null)
    {
        var client = StartClient(Server, with);
        var peer = await Server.NextConnectionAsync();
        await client.WhenAsync(FeedState.Connected);
        return (client, peer);
    }

    /// <summary>Runs before the server is looked at: a client left open would fail the test.</summary>
    [TearDown]
    public async Task EndClientsAsync()
    {
        foreach (var one in _toEnd)
        {
            await one.DisposeAsync();
        }

        _invokers.ForEach(invoker => invoker.Dispose());
        _toEnd.Clear();
        _invokers.Clear();
    }

    private MockWsServerBuilder Begin(MockWsServerBuilder mock) => (IsOverTcp ? mock : mock.InMemory()).UseTime(Clock);
}
