using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Behaviours;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Tests.Server;

public class ConnectionTests
{
    [Test]
    public async Task The_frameworks_client_connects_through_the_handler_whatever_the_host([Values("ws://api.example.com/a", "wss://api.example.com:444/a")] string url)
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var invoker = new HttpMessageInvoker(server.CreateHandler());
        using var client = new ClientWebSocket();

        await client.ConnectAsync(new Uri(url), invoker, default);

        (await client.EchoAsync("hello")).Should().Be("hello");
        (await server.NextConnectionAsync()).Path.Should().Be("/a");
    }

    [Test]
    public async Task A_connection_knows_what_its_client_asked_for()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().UseSubprotocols("chat.v2", "chat.v1"));
        using var client = await server.ConnectAsync("/chat/a%20b?token=x", options =>
        {
            options.AddSubProtocol("chat.v1");
            options.SetRequestHeader("X-Trace", "42");
        });

        var peer = await server.NextConnectionAsync();

        peer.Id.Should().Be(1);
        peer.Path.Should().Be("/chat/a b");
        peer.Request.Query.Should().Be("token=x");
        peer.Request.Headers["x-trace"].Should().Be("42");
        peer.Subprotocol.Should().Be("chat.v1");
        client.SubProtocol.Should().Be("chat.v1");
        server.Connections.Should().Equal(peer);
    }

    [Test]
    public async Task Connections_are_given_once_each_in_their_order_even_when_they_are_gone()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        for (var i = 1; i <= 3; i++)
        {
            using var client = await server.ConnectAsync($"/{i}");
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);
        }

        var paths = new[] { await server.NextConnectionAsync(), await server.NextConnectionAsync(), await server.NextConnectionAsync() };

        paths.Select(peer => peer.Path).Should().Equal("/1", "/2", "/3");
        var fourth = () => server.NextConnectionAsync(TimeSpan.FromMilliseconds(1));
        (await fourth.Should().ThrowAsync<TimeoutException>()).WithMessage("No further client connected to ws://mockws.local/ within 0.001 s. What was recorded:*opened*");
    }

    [Test]
    public async Task A_test_drives_a_connection_by_hand()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().Otherwise(Unmatched.Ignore));
        using var client = await server.ConnectAsync();
        var peer = await server.NextConnectionAsync();

        await peer.SendTextAsync("hello");
        (await client.ReceiveTextAsync()).Should().Be("hello");
        await peer.SendJsonAsync(new { type = "tick", n = 1 });
        (await client.ReceiveTextAsync()).Should().Be("""{"type":"tick","n":1}""");
        await peer.SendBinaryAsync(new byte[] { 1, 2, 3 });
        (await client.ReceiveAsync()).Payload.Should().Equal(1, 2, 3);
        await peer.SendTextFragmentsAsync(["a", "", "b"]);
        (await client.ReceiveTextAsync()).Should().Be("ab");
        await client.SendAsync("first");
        await client.SendAsync("second");
        (await peer.ReceiveTextAsync()).Should().Be("first");
        (await peer.ReceiveTextAsync()).Should().Be("second");
        await peer.CloseAsync(4001, "bye");
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        ((int)client.CloseStatus!, client.CloseStatusDescription).Should().Be((4001, "bye"));
    }

    [Test]
    public async Task Receiving_without_a_message_fails_in_time_and_tells_what_came_instead()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync("/quiet");
        var peer = await server.NextConnectionAsync();

        var receive = () => peer.ReceiveTextAsync(TimeSpan.FromMilliseconds(1));

        (await receive.Should().ThrowAsync<JournalTimeoutException>()).WithMessage("No entry of the journal matched within 0.001 s.*GET /quiet*101*");
    }

    [Test]
    public async Task Sending_after_the_close_fails_and_says_so()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync();
        var peer = await server.NextConnectionAsync();
        await peer.CloseAsync();

        var send = () => peer.SendTextAsync("late");

        (await send.Should().ThrowAsync<InvalidOperationException>()).WithMessage("The message was not sent: connection 1, /, from memory is closing or closed.*");
        peer.IsOpen.Should().BeFalse();
    }

    [Test]
    public async Task A_dropped_connection_is_an_error_to_its_client_and_a_loss_in_the_journal([Values] bool inMemory)
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn(inMemory ? [] : ["ws://127.0.0.1:0"]));
        using var client = new ClientWebSocket();
        using var invoker = inMemory ? new HttpMessageInvoker(server.CreateHandler()) : null;
        await client.ConnectAsync(server.Url, invoker, default);

        (await server.NextConnectionAsync()).Abort();

        var receive = () => client.ReceiveAsync();
        await receive.Should().ThrowAsync<WebSocketException>();
        (await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost)).Text.Should().Be("the server dropped the connection");
    }

    [Test]
    public async Task Sends_from_many_threads_never_come_one_inside_another()
    {
        await using var server = await MockWsServer.StartAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(server.Url, default);
        var peer = await server.NextConnectionAsync();

        var sending = Task.WhenAll(Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await peer.SendTextFragmentsAsync([$"{thread}:", new string((char)('a' + thread), 3000), $":{i}"]);
            }
        })));
        var received = new List<string>();
        while (received.Count < 800)
        {
            received.Add(await client.ReceiveTextAsync());
        }

        await sending;
        foreach (var thread in Enumerable.Range(0, 16))
        {
            received.Where(text => text.StartsWith($"{thread}:", StringComparison.Ordinal)).Should()
                .Equal(Enumerable.Range(0, 50).Select(i => $"{thread}:{new string((char)('a' + thread), 3000)}:{i}"));
        }
    }

    [Test]
    public async Task A_client_that_does_not_read_makes_the_sender_wait()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync();
        var peer = await server.NextConnectionAsync();
        var message = new byte[700_000];

        await peer.SendBinaryAsync(message);
        var second = peer.SendBinaryAsync(message);
        var third = peer.SendTextAsync("after");

        second.IsCompleted.Should().BeFalse();
        third.IsCompleted.Should().BeFalse();
        (await client.ReceiveAsync()).Payload.Should().HaveCount(message.Length);
        (await client.ReceiveAsync()).Payload.Should().HaveCount(message.Length);
        (await client.ReceiveTextAsync()).Should().Be("after");
        await second;
        await third;
    }

    [Test]
    public async Task An_echo_stops_reading_a_client_that_does_not_read_and_goes_on_when_it_does()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync();
        var message = new byte[400_000];

        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await client.SendAsync(message, WebSocketMessageType.Binary, true, default);
            }
        });
        for (var i = 0; i < 20; i++)
        {
            (await client.ReceiveAsync()).Payload.Should().HaveCount(message.Length);
        }

        await sending;
        await server.WhenIdleAsync();
    }

    [Test]
    public async Task The_server_is_idle_when_everything_sent_is_answered()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync();
        for (var i = 0; i < 100; i++)
        {
            await client.SendAsync($"{i}");
        }

        await server.WhenIdleAsync();

        server.Journal.Count(entry => entry is { Kind: JournalEntryKind.Sent, IsText: true }).Should().Be(100);
    }

    [Test]
    public async Task Waiting_for_idle_fails_while_a_client_does_not_read_and_names_it()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync();
        var peer = await server.NextConnectionAsync();
        _ = peer.SendBinaryAsync(new byte[2_000_000]);

        var wait = () => server.WhenIdleAsync(TimeSpan.FromMilliseconds(1));

        (await wait.Should().ThrowAsync<TimeoutException>())
            .WithMessage("The server was not idle within 0.001 s: connection 1 has not been answered, or does not read.");
    }

    [Test]
    public async Task The_automatic_pong_can_be_left_out()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().WithoutAutomaticPong());
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("898000000000" + "818100000000" + "61"));

        await server.WhenIdleAsync();
        (await client.ReadHexAsync(3)).Should().Be("810161");
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Decided).Text.Should().Be("ping left without a pong: the automatic pong is off");
    }

    [Test]
    public async Task The_close_echo_can_be_left_out_and_be_made_by_hand()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().WithoutCloseEcho());
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync();
        var peer = await server.NextConnectionAsync();

        await client.WriteAsync(Convert.FromHexString("888200000000" + "03E8"));
        await server.WhenIdleAsync();
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Sent);
        await peer.CloseAsync(4009, "later");

        (await client.ReadToEndAsync()).Should().Be("8807" + "0FA9" + Convert.ToHexString("later"u8));
    }

    [Test]
    public async Task A_keep_alive_ping_goes_out_at_each_interval()
    {
        var clock = new FakeTimeProvider();
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().UseTime(clock).KeepAlive(TimeSpan.FromSeconds(30)));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync();
        await server.WhenIdleAsync();

        clock.Advance(TimeSpan.FromSeconds(29));
        server.Journal.Should().NotContain(entry => entry.Opcode == Opcode.Ping);
        clock.Advance(TimeSpan.FromSeconds(31));

        server.Journal.Count(entry => entry.Opcode == Opcode.Ping).Should().Be(2);
        (await client.ReadHexAsync(4)).Should().Be("89008900");
    }

    [Test]
    public async Task A_half_handshake_is_answered_with_408_after_its_time()
    {
        var clock = new FakeTimeProvider();
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().UseTime(clock));
        await using var client = server.ConnectInMemory();
        await client.WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n"u8.ToArray());
        await server.WhenIdleAsync();

        clock.Advance(TimeSpan.FromSeconds(10));

        var entry = await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Refused);
        entry.Status.Should().Be(408);
        entry.Request.Should().Be("GET / HTTP/1.1\r\nHost: x\r\n");
        entry.Answer.Should().StartWith("HTTP/1.1 408 ").And.Contain("was not whole after 10 s");
    }
}
