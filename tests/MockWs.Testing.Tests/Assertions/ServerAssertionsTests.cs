using System.Net.WebSockets;
using FluentAssertions.Execution;
using MockWs.Expectations;

namespace MockWs.Testing.Tests.Assertions;

/// <summary>Each assertion holds where it should, and fails where it should.</summary>
[CancelAfter(20_000)]
internal sealed class ServerAssertionsTests
{
    private Conversation _chat;
    private MockWsServer _server;

    [SetUp]
    public async Task BeginAsync()
    {
        _chat = await Conversation.BeginAsync(mock => mock.At("/**", at => at
            .UseSubprotocols("chat.v1")
            .When(Text.Is("ping"), then => then.Send("pong"))
            .Otherwise(then => then.Echo())));
        _server = _chat.Server;
    }

    [TearDown]
    public async Task EndAsync() => await _chat.DisposeAsync();

    [Test]
    public async Task Text_JSON_and_binary_are_told_apart()
    {
        var client = await _chat.ConnectAsync();
        await _chat.SayAsync(client, "ping", """{"id":1,"op":"add"}""");
        await client.SendBinaryAsync(new byte[] { 1, 2 });
        await _server.WhenIdleAsync();

        _server.Should().HaveReceivedText("ping");
        _server.Should().HaveReceivedJson(new { op = "add", id = 1 });
        _server.Should().HaveReceivedJson("""{ "op": "add", "id": 1.0 }""");
        _server.Should().HaveReceivedJsonSubset(new { id = 1 });
        _server.Should().HaveReceivedBinary([1, 2]);
        _server.Should().HaveReceivedMatching(Any.Where(message => message.Payload.Length == 2));
        Fails(should => should.HaveReceivedText("pong"));
        Fails(should => should.HaveReceivedJson(new { id = 1 }));
        Fails(should => should.HaveReceivedJsonSubset(new { id = 2 }));
        Fails(should => should.HaveReceivedBinary([1]));
        Fails(should => should.HaveReceivedMatching(Any.Where(_ => false)));
    }

    [Test]
    public async Task How_often_is_counted()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "ping", "ping", "hello");

        _server.Should().HaveReceivedText("ping").Exactly(2).AtLeast(1).AtMost(2);
        _server.Should().HaveReceivedText("hello").AtMost(3).And.HaveReceivedText("ping").Exactly(2);
        _server.Should().Never().HaveReceivedText("bye");
        Fails(should => should.HaveReceivedText("ping").Exactly(1));
        Fails(should => should.HaveReceivedText("ping").Exactly(3));
        Fails(should => should.HaveReceivedText("ping").AtLeast(3));
        Fails(should => should.HaveReceivedText("ping").AtMost(1));
        Fails(should => should.HaveReceivedText("bye").AtMost(1));
        Fails(should => should.Never().HaveReceivedText("ping"));
    }

    [Test]
    public void A_count_that_can_never_be_is_refused() =>
        _server.Invoking(server => server.Should().Within(1.Seconds()).HaveReceivedText("ping").Exactly(0)).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public async Task What_is_counted_can_be_told_apart_by_path_and_by_connection()
    {
        var first = await _chat.ConnectAsync("/chat/1");
        await _chat.SayAsync(first, "ping", "ping");
        await _chat.SayAsync(await _chat.ConnectAsync("/news"), "ping");

        _server.Should().HaveReceivedText("ping").Exactly(3);
        _server.Should().OnPath("/chat/{room}").HaveReceivedText("ping").Exactly(2);
        _server.Should().ByConnection(2).HaveReceivedText("ping").Exactly(1);
        _server.Connections[0].Should().HaveReceivedText("ping").Exactly(2);
        _server.Connections[1].Should().Never().HaveReceivedText("hello");
        Fails(should => should.OnPath("/other").HaveReceivedText("ping"));
    }

    [Test]
    public async Task The_entries_that_are_meant_can_be_looked_at()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "ping", "hello");

        _server.Should().HaveReceivedMatching(Text.Any).Which.Text.Should().Be("ping");
        _server.Should().HaveReceivedMatching(Text.Any).Entries.Should().HaveCount(2);
    }

    [Test]
    public async Task An_order_allows_others_in_between()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "a", "x", "b", "c");

        _server.Should().HaveReceivedInOrder(Text.Is("a"), Text.Is("b"), Text.Is("c"));
        _server.Should().Never().HaveReceivedInOrder(Text.Is("b"), Text.Is("a"));
        Fails(should => should.HaveReceivedInOrder(Text.Is("b"), Text.Is("a")));
        Fails(should => should.Never().HaveReceivedInOrder(Text.Is("a"), Text.Is("c")));
        Fails(should => should.HaveReceivedInOrder([Text.Is("a"), Text.Is("a")], "one message counts once"));
    }

    [Test]
    public async Task A_handshake_is_known_by_headers_query_and_subprotocol()
    {
        await _chat.ConnectAsync("/chat?v=2", options =>
        {
            options.SetRequestHeader("Authorization", "Bearer abc");
            options.AddSubProtocol("chat.v1");
        });

        _server.Should().HaveConnected();
        _server.Should().HaveConnected(with => with.Header("authorization", "Bearer *").Query("v", "2").Subprotocol("chat.v1")).Exactly(1);
        Fails(should => should.HaveConnected(with => with.Header("Authorization", "Basic *")));
        Fails(should => should.HaveConnected(with => with.Query("w")));
        Fails(should => should.HaveConnected(with => with.Subprotocol(null)));
    }

    [Test]
    public async Task An_end_has_a_code_and_a_reason()
    {
        using var client = await _chat.ConnectAsync();
        await client.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "bye");
        await _server.Should().Within(5.Seconds()).HaveClosedWith(1001, "bye");

        _server.Should().HaveClosedWith(1001);
        Fails(should => should.HaveClosedWith(1000));
        Fails(should => should.HaveClosedWith(1001, "good bye"));
        _server.Should().Never().HaveClosedWith(1006);
    }

    [Test]
    public async Task Waits_before_reconnects_are_measured()
    {
        await _chat.ReconnectAsync(1, 2, 4, 8, 8);

        _server.Should().HaveReconnected(5);
        _server.Should().HaveReconnected(5, Backoff.Exponential(1.Seconds(), most: 8.Seconds()));
        _server.Should().HaveReconnected(5, Backoff.Increasing(1.Seconds(), 8.Seconds()));
        _server.Should().HaveReconnected(5, Backoff.Between(0.5.Seconds(), 8.Seconds()));
        _server.Should().HaveReconnected(5, Backoff.Exponential(1.1.Seconds(), most: 8.Seconds(), jitter: 0.2));
        _server.Should().HaveReconnected().Exactly(5);
        Fails(should => should.HaveReconnected().Exactly(4));
        Fails(should => should.HaveReconnected().AtMost(4));
        Fails(should => should.HaveReconnected(6));
        Fails(should => should.HaveReconnected(5, Backoff.Exponential(1.Seconds())));
        Fails(should => should.HaveReconnected(5, Backoff.Increasing(1.Seconds(), 10.Seconds())));
        Fails(should => should.HaveReconnected(5, Backoff.Between(1.Seconds(), 7.Seconds())));
    }

    [Test]
    public async Task A_client_that_stays_away_has_not_reconnected()
    {
        await _chat.ReconnectAsync();

        _server.Should().Never().HaveReconnected();
        await _chat.ReconnectAsync(30);
        Fails(should => should.Never().HaveReconnected());
    }

    [Test]
    public async Task A_reconnect_that_cannot_be_is_refused()
    {
        await _chat.ReconnectAsync(1);

        _server.Invoking(server => server.Should().ByConnection(2).HaveReconnected()).Should().Throw<InvalidOperationException>().WithMessage("*another connection*");
        _server.Invoking(server => server.Should().Never().HaveReconnected(backoff: Backoff.Exponential(1.Seconds()))).Should()
            .Throw<InvalidOperationException>().WithMessage("*leave the backoff out*");
    }

    [Test]
    public async Task A_reply_is_known_by_its_cause()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "ping", "hello");

        _server.Should().HaveRepliedTo(Text.Is("ping"));
        _server.Should().HaveRepliedTo(Text.Is("ping"), Text.Is("pong")).Exactly(1);
        Fails(should => should.HaveRepliedTo(Text.Is("ping"), Text.Is("hello")));
        Fails(should => should.HaveRepliedTo(Text.Is("bye")));
    }

    [Test]
    public async Task A_message_that_otherwise_answers_is_not_unmatched()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "hello");

        _server.Should().NotHaveUnmatchedMessages();
    }

    [Test]
    public async Task A_scope_gathers_failures_and_none_twice()
    {
        await _chat.SayAsync(await _chat.ConnectAsync(), "hello");
        using var scope = new AssertionScope();
        _server.Should().HaveReceivedText("a").Exactly(2);
        await _server.Should().Within(TimeSpan.Zero).HaveReceivedText("b", "of {0}", "something");

        scope.Discard().Should().HaveCount(2).And.Contain(failure => failure.Contains("because of something", StringComparison.Ordinal));
    }

    private void Fails(Action<MockWsServerAssertions> assertion) =>
        _server.Invoking(server => assertion(server.Should())).Should().Throw<AssertionException>().WithMessage("Expected the server*, but *");
}
