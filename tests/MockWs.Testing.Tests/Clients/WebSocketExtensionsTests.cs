using System.Net.WebSockets;

namespace MockWs.Testing.Tests.Clients;

/// <summary>Whole messages through a plain socket, and a clear word where none comes.</summary>
[CancelAfter(20_000)]
internal sealed class WebSocketExtensionsTests : MockWsFixture
{
    private WebSocket _client;

    protected override ServerChecks Checks => ServerChecks.All & ~ServerChecks.OpenConnections;

    protected override void Configure(MockWsServerBuilder mock) => mock.InMemory().At("/", echo => echo
        .When(Text.Is("fragments"), then => then.SendFragments("Hel", "lo, wor", "ld"))
        .When(Text.Is("binary"), then => then.SendBinary(new byte[] { 1, 2, 3 }))
        .When(Text.Is("bye"), then => then.Close(4001, "bye"))
        .When(Text.Is("hush"), then => then.SetState("silent", "yes"))
        .Otherwise(then => then.Echo()));

    [SetUp]
    public async Task ConnectAsync() => _client = await Server.ConnectAsync();

    [TearDown]
    public void Disconnect() => _client.Dispose();

    [Test]
    public async Task Text_and_bytes_come_back_whole()
    {
        var text = new string('ä', 10_000);

        (await _client.EchoAsync(text)).Should().Be(text);
        (await _client.EchoAsync("fragments")).Should().Be("Hello, world");
        await _client.SendBinaryAsync(new byte[] { 4, 5 });
        (await _client.ReceiveBinaryAsync()).Should().Equal(4, 5);
    }

    [Test]
    public async Task The_other_kind_of_message_is_an_error_that_shows_it()
    {
        (await _client.Awaiting(client => client.EchoAsync("binary")).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("The next message is binary, not text: 3 bytes.");
        await _client.SendTextAsync("hello");
        (await _client.Awaiting(client => client.ReceiveBinaryAsync()).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("The next message is text, not binary: \"hello\".");
    }

    [Test]
    public async Task A_close_in_place_of_a_message_is_an_error_that_says_with_what() =>
        (await _client.Awaiting(client => client.EchoAsync("bye")).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("The server sent no message but closed with 4001 \"bye\".");

    [Test]
    public async Task Silence_is_an_error_after_the_time() =>
        (await _client.Awaiting(client => client.EchoAsync("hush", 20.Milliseconds())).Should().ThrowAsync<TimeoutException>())
            .WithMessage("The server sent no message within 0.02 s.");

    [Test]
    public async Task A_wait_that_is_cancelled_is_no_timeout()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _client.ReceiveTextAsync(cancellation: stop.Token);
        await stop.CancelAsync();

        await waiting.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_close_is_said_in_one_call()
    {
        await _client.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "gone");

        Server.Should().HaveClosedWith(1001, "gone");
    }
}
