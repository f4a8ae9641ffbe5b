using System.Collections.Concurrent;
using System.Net.WebSockets;
using MockWs.Callbacks;
using MockWs.Recording;

namespace MockWs.Backends;

/// <summary>Fleck's callback style, over every backend.</summary>
[TestFixtureSource(typeof(Backend), nameof(Backend.All)), CancelAfter(30_000)]
public class CallbackTests(Backend backend)
{
    [Test]
    public async Task Every_callback_is_called_for_its_event_and_what_it_sends_goes_out()
    {
        var calls = new ConcurrentQueue<string>();
        await using var server = await backend.StartAsync(mock => mock.At("/chat").UseCallbacks(socket =>
        {
            socket.OnOpen = () => socket.Send("welcome");
            socket.OnMessage = text => socket.Send($"you said {text}");
            socket.OnBinary = bytes => socket.Send([.. bytes, 9]);
            socket.OnPing = payload => socket.SendPong([.. payload, 1]);
            socket.OnPong = payload => calls.Enqueue($"pong {payload.Length}");
            socket.OnClose = () => calls.Enqueue("closed");
        }));
        var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync("/chat");

        (await client.ReadHexAsync(9)).Should().Be("8107" + Convert.ToHexString("welcome"u8));
        await client.WriteAsync(Convert.FromHexString("818200000000" + "6869"));
        (await client.ReadHexAsync(13)).Should().Be("810B" + Convert.ToHexString("you said hi"u8));
        await client.WriteAsync(Convert.FromHexString("828100000000" + "07"));
        (await client.ReadHexAsync(4)).Should().Be("82020709");
        await client.WriteAsync(Convert.FromHexString("898100000000" + "05"));
        (await client.ReadHexAsync(4)).Should().Be("8A020501");
        await client.WriteAsync(Convert.FromHexString("8A8300000000" + "010203" + "888200000000" + "03E8"));
        (await client.ReadToEndAsync()).Should().Be("880203E8");
        await client.DisposeAsync();
        await server.StopAsync();
        calls.Should().Equal("pong 3", "closed");
    }

    [Test]
    public async Task The_connection_tells_who_the_client_is()
    {
        IWebSocketConnectionInfo? info = null;
        await using var server = await backend.StartAsync(mock => mock.UseSubprotocols("v2").At("/**").UseCallbacks(socket => info = socket.ConnectionInfo));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync(
            "/chat%207?token=x%20y",
            "Origin: https://example.org\r\nCookie: a=1; b=two\r\nSec-WebSocket-Protocol: v1, v2\r\nX-Many: 1\r\nX-Many: 2\r\n");

        info!.Path.Should().Be("/chat%207?token=x%20y");
        (info.Origin, info.SubProtocol, info.NegotiatedSubProtocol).Should().Be(("https://example.org", "v1, v2", "v2"));
        info.Cookies.Should().BeEquivalentTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "two" });
        info.Headers.Should().Contain("x-many", "1, 2").And.Contain("HOST", info.Host!);
        info.Id.Should().NotBeEmpty();
        var isInMemory = backend.Urls.Length == 0;
        info.ClientIpAddress.Should().BeOneOf(isInMemory ? ["memory"] : ["127.0.0.1", "::1"]);
        (info.ClientPort > 0).Should().Be(!isInMemory);
    }

    [Test]
    public async Task A_client_that_is_connected_finds_its_callbacks_there()
    {
        IWebSocketConnection? seen = null;
        await using var server = await backend.StartAsync(mock => mock.At("/**").UseCallbacks(socket => seen = socket));
        using var client = await backend.ConnectAsync(server);

        seen!.IsAvailable.Should().BeTrue();
        await seen.Send("pushed");

        (await client.ReceiveTextAsync()).Should().Be("pushed");
    }

    [Test]
    public async Task What_a_callback_sends_is_recorded_with_its_cause_also_after_an_await_and_on_other_connections()
    {
        var sockets = new ConcurrentBag<IWebSocketConnection>();
        await using var server = await backend.StartAsync(mock => mock.At("/**").UseCallbacks(socket =>
        {
            sockets.Add(socket);
            socket.OnMessage = async text =>
            {
                await Task.Yield();
                await Task.WhenAll(sockets.Select(other => other.Send(text)));
            };
        }));
        using var speaker = await backend.ConnectAsync(server);
        using var listener = await backend.ConnectAsync(server);

        (await speaker.EchoAsync("all")).Should().Be("all");
        (await listener.ReceiveTextAsync()).Should().Be("all");

        var received = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Received);
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Sent).Select(entry => (entry.Text, entry.Cause))
            .Should().Equal(("all", received.Sequence), ("all", received.Sequence));
    }

    [Test]
    public async Task A_rule_answers_before_the_callbacks_and_what_they_get_is_not_echoed()
    {
        var texts = new ConcurrentQueue<string>();
        await using var server = await backend.StartAsync(mock => mock.At("/chat", chat => chat
            .OnOpen(then => then.Send("first"))
            .When(Text.Is("ping"), then => then.Send("pong"))
            .UseCallbacks(socket => socket.OnMessage = texts.Enqueue)));
        using var client = await backend.ConnectAsync(server, "/chat");

        (await client.ReceiveTextAsync()).Should().Be("first");
        await client.SendAsync("other");
        (await client.EchoAsync("ping")).Should().Be("pong");
        await server.WhenIdleAsync();

        texts.Should().Equal("other");
        server.Journal.Should().NotContain(entry => entry.IsUnmatched);
    }

    [Test]
    public async Task A_ping_gets_one_pong_where_no_callback_takes_it()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat").UseCallbacks(socket => socket.OnMessage = text => socket.Send(text)));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync("/chat");

        await client.WriteAsync(Convert.FromHexString("898200000000" + "AABB" + "818100000000" + "61"));

        (await client.ReadHexAsync(7)).Should().Be("8A02AABB" + "810161");
    }

    [Test]
    public async Task A_callback_sends_pings_and_closes_with_a_code()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat").UseCallbacks(socket =>
        {
            socket.OnOpen = () => socket.SendPing([1]);
            socket.OnPong = _ => socket.Close(4002);
        }));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync("/chat");

        (await client.ReadHexAsync(3)).Should().Be("890101");
        await client.WriteAsync(Convert.FromHexString("8A8100000000" + "01"));
        (await client.ReadHexAsync(4)).Should().Be("88020FA2");
        await client.WriteAsync(Convert.FromHexString("888200000000" + "0FA2"));

        var closed = await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed);
        (closed.CloseCode, closed.ClosedByClient).Should().Be((4002, false));
    }

    [Test]
    public async Task A_send_that_is_not_taken_any_more_fails_and_says_so()
    {
        IWebSocketConnection? seen = null;
        await using var server = await backend.StartAsync(mock => mock.At("/**").UseCallbacks(socket => seen = socket));
        using var client = await backend.ConnectAsync(server);

        seen!.Close();
        seen.Close(4000);

        seen.IsAvailable.Should().BeFalse();
        await seen.Awaiting(socket => socket.Send("late")).Should().ThrowAsync<InvalidOperationException>().WithMessage("The message was not sent: *");
        await client.ReceiveAsync();
        client.CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure);
    }

    [Test]
    public async Task Callbacks_come_in_the_order_of_the_messages_and_never_two_at_a_time()
    {
        var running = 0;
        var most = 0;
        var texts = new ConcurrentQueue<string>();
        await using var server = await backend.StartAsync(mock =>
        {
            mock.Options.CloseTimeout = TimeSpan.FromMinutes(1); // so that a busy machine gets through all of them
            mock.At("/chat").UseCallbacks(socket =>
            {
                socket.OnOpen = () => Enter("open");
                socket.OnMessage = Enter;
                socket.OnClose = () => Enter("close");
            });
        });
        var client = await backend.ConnectRawAsync(server);

        var message = Convert.FromHexString("818100000000" + "61");
        await client.HandshakeAsync("/chat", glued: message);
        await client.WriteAsync(Enumerable.Repeat(message, 3000).SelectMany(bytes => bytes).ToArray());
        await client.WriteAsync(Convert.FromHexString("888200000000" + "03E8"));
        await client.ReadToEndAsync();
        await client.DisposeAsync();
        await server.StopAsync();

        most.Should().Be(1);
        texts.Should().Equal(["open", .. Enumerable.Repeat("a", 3001), "close"]);

        void Enter(string text)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            texts.Enqueue(text);
            Thread.Yield();
            Interlocked.Decrement(ref running);
        }
    }
}
