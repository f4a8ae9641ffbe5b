using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Server;
using MockWs.Wire;

namespace MockWs.Tests.Behaviours;

[CancelAfter(20_000)]
public class TimersTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();

    [Test]
    public async Task Something_is_done_once_so_long_after_the_connection_opened()
    {
        await using var server = await Mocks.StartAsync(chat => chat.After(5 * Second, then => then.Send("5 s")), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        _clock.Advance(4 * Second);
        (await client.EchoAsync("not yet")).Should().Be("not yet");
        _clock.Advance(20 * Second);

        (await client.ReceiveTextAsync()).Should().Be("5 s");
        (await client.EchoAsync("only once")).Should().Be("only once");
    }

    [Test]
    public async Task A_timer_ticks_from_when_the_connection_opened()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.OnOpen(then => then.Send("hello")).Every(Second, tick => tick.Send("{{tick.n}}"), times: 2), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        (await client.ReceiveTextAsync()).Should().Be("hello");

        _clock.Advance(5 * Second);

        (await client.ReceiveTextAsync()).Should().Be("1");
        (await client.ReceiveTextAsync()).Should().Be("2");
        (await client.EchoAsync("no more")).Should().Be("no more");
    }

    [Test]
    public async Task A_ticker_goes_on_until_a_message_which_is_answered_as_ever()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Every(Second, tick => tick.Send("tick"), until: Text.Is("stop")).Otherwise(then => then.Echo()), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        _clock.Advance(Second);
        (await client.ReceiveTextAsync()).Should().Be("tick");
        (await client.EchoAsync("go on")).Should().Be("go on");
        _clock.Advance(Second);
        (await client.ReceiveTextAsync()).Should().Be("tick");

        (await client.EchoAsync("stop")).Should().Be("stop");
        _clock.Advance(5 * Second);

        (await client.EchoAsync("quiet")).Should().Be("quiet");
    }

    [Test]
    public async Task A_ticker_goes_on_until_something_is_remembered()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.OnOpen(then => then.Every(Second, tick => tick.Count("ticks").Send("{{counter.ticks}}"), until: Counter.Is("ticks", 2))), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        _clock.Advance(5 * Second);

        (await client.ReceiveTextAsync()).Should().Be("1");
        (await client.ReceiveTextAsync()).Should().Be("2");
        (await client.EchoAsync("quiet")).Should().Be("quiet");
    }

    [Test]
    public async Task The_end_of_a_ticker_that_cannot_be_decided_is_recorded_and_ends_it()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.Every(Second, tick => tick.Send("tick"), until: Any.Where(_ => throw new FormatException("mine"))), _clock);
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("x")).Should().Be("x");
        _clock.Advance(Second);

        (await client.EchoAsync("y")).Should().Be("y");
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().Contain("mine");
    }

    [Test]
    public async Task A_heartbeat_closes_a_connection_that_missed_three_pongs()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Heartbeat(TimeSpan.FromSeconds(30), missed: 3, code: 4000), _clock);
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        await TickAsync(server);
        await client.WriteAsync(Convert.FromHexString("8A8000000000"));
        await TickAsync(server, times: 3);
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Sent && entry.Opcode == Opcode.Close);
        await TickAsync(server);

        server.Journal.Count(entry => entry is { Kind: JournalEntryKind.Sent, Opcode: Opcode.Ping }).Should().Be(4);
        var last = server.Journal.Last(entry => entry.Kind == JournalEntryKind.Sent);
        (last.CloseCode, last.Text).Should().Be((4000, "3 pongs missed"));
    }

    [Test]
    public async Task A_heartbeat_leaves_a_client_alone_that_answers()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat.OnPong(then => then.Log("{{counter.heartbeat}} missed")).Heartbeat(TimeSpan.FromSeconds(30)), _clock);
        using var client = await server.ConnectAsync("/chat/1");
        var reading = client.ReceiveTextAsync();

        for (var i = 0; i < 10; i++)
        {
            await server.WhenIdleAsync();
            _clock.Advance(TimeSpan.FromSeconds(30));
            await server.Journal.WaitForCountAsync(i + 1, entry => entry is { Kind: JournalEntryKind.Received, Opcode: Opcode.Pong });
        }

        await client.SendAsync("still here");
        (await reading).Should().Be("still here");
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Decided).Select(entry => entry.Text).Should().HaveCount(10).And.OnlyContain(text => text == "0 missed");
    }

    [Test]
    public async Task The_same_heartbeat_can_be_said_in_other_words()
    {
        await using var server = await Mocks.StartAsync(
            chat => chat
                .Every(TimeSpan.FromSeconds(30), tick => tick
                    .If(Counter.Is("missed", 3), gone => gone.Close(4000), there => there.Ping().Count("missed")))
                .OnPong(then => then.ResetCounter("missed")),
            _clock);
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        await TickAsync(server, times: 4);

        server.Journal.Last(entry => entry.Kind == JournalEntryKind.Sent).CloseCode.Should().Be(4000);
    }

    [Test]
    public async Task An_endpoint_is_chosen_by_the_subprotocol_that_a_client_offers_and_agrees_to_it()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/chat", chat => chat.WithSubprotocol("chat.v1").OnOpen(then => then.Send("version 1")))
            .At("/chat", chat => chat.WithSubprotocol("chat.v2").UseSubprotocols("other").OnOpen(then => then.Send("version 2"))));

        using var first = await server.ConnectAsync("/chat", options => options.AddSubProtocol("chat.v1"));
        (await first.ReceiveTextAsync()).Should().Be("version 1");
        first.SubProtocol.Should().Be("chat.v1");
        using var second = await server.ConnectAsync("/chat", options =>
        {
            options.AddSubProtocol("other");
            options.AddSubProtocol("chat.v2");
        });
        (await second.ReceiveTextAsync()).Should().Be("version 2");
        second.SubProtocol.Should().Be("other");
        var third = () => server.ConnectAsync("/chat");
        await third.Should().ThrowAsync<WebSocketException>();
        server.Journal.Last().Answer.Should().Contain("subprotocols");
    }

    [TestCase("exact", "/feed?v=2", "X-Token", "secret", true)]
    [TestCase("glob", "/feed?v=3", "X-Token", "s3", true)]
    [TestCase("present", "/feed?v=4", "X-Token", "", true)]
    [TestCase("exact", "/feed?v=2", "X-Token", "Secret", false)]
    [TestCase("present", "/feed?v=4", "X-Other", "x", false)]
    public async Task A_header_is_there_or_like_a_pattern_or_exact(string hello, string path, string header, string value, bool fits)
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/feed", feed => feed.WithQuery("v", "2").WithHeader("x-token", "secret").OnOpen(then => then.Send("exact")))
            .At("/feed", feed => feed.WithQuery("v", "3").WithHeader("x-token", "s?").OnOpen(then => then.Send("glob")))
            .At("/feed", feed => feed.WithQuery("v", "4").WithHeader("x-token").OnOpen(then => then.Send("present"))));

        var connect = () => server.ConnectAsync(path, options => options.SetRequestHeader(header, value));
        if (fits)
        {
            using var client = await connect();
            (await client.ReceiveTextAsync()).Should().Be(hello);
        }
        else
        {
            await connect.Should().ThrowAsync<WebSocketException>();
        }
    }

    private async Task TickAsync(MockWsServer server, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            await server.WhenIdleAsync();
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        await server.WhenIdleAsync();
    }
}
