using System.Collections.Concurrent;
using System.Net.WebSockets;
using MockWs.Callbacks;
using MockWs.Recording;

namespace MockWs.Backends;

/// <summary>Callbacks that fail or block, and how they hear of the end, over every backend.</summary>
[TestFixtureSource(typeof(Backend), nameof(Backend.All)), CancelAfter(30_000)]
public class CallbackTroubleTests(Backend backend)
{
    private ConcurrentQueue<string> _heard = new();

    [SetUp]
    public void Begin() => _heard = new ConcurrentQueue<string>();

    [Test]
    public async Task An_exception_is_recorded_reaches_OnError_and_closes_with_1011([Values] bool afterAnAwait)
    {
        await using var server = await StartAsync(socket => socket.OnMessage = async text =>
        {
            if (afterAnAwait)
            {
                await Task.Yield();
            }

            throw new FormatException($"not {text}");
        });
        using var client = await backend.ConnectAsync(server);

        await client.SendAsync("this");

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        (client.CloseStatus, client.CloseStatusDescription).Should().Be((WebSocketCloseStatus.InternalServerError, "OnMessage failed"));
        await client.CloseOutputAsync(WebSocketCloseStatus.InternalServerError, null, default);
        await server.StopAsync();
        var error = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error);
        error.Text.Should().Be("OnMessage failed: not this");
        error.Cause.Should().Be(server.Journal.First(entry => entry.Kind == JournalEntryKind.Received).Sequence);
        _heard.Should().Equal("error FormatException: not this", "close");
    }

    [Test]
    public async Task An_exception_where_callbacks_are_hung_on_is_told_too()
    {
        await using var server = await StartAsync(_ => throw new FormatException("no"));
        using var client = await backend.ConnectAsync(server);

        await client.ReceiveAsync();

        client.CloseStatusDescription.Should().Be("UseCallbacks failed");
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().Be("UseCallbacks failed: no");
    }

    [Test]
    public async Task An_exception_in_OnError_is_recorded_and_leads_to_no_other()
    {
        await using var server = await StartAsync(socket =>
        {
            socket.OnBinary = _ => throw new FormatException("first");
            socket.OnError = _ => throw new FormatException("second");
        });
        using var client = await backend.ConnectAsync(server);

        await client.SendAsync(new byte[] { 1 }, WebSocketMessageType.Binary, true, default);
        await client.ReceiveAsync();

        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Error).Select(entry => entry.Text)
            .Should().Equal("OnBinary failed: first", "OnError failed: second");
    }

    [Test]
    public async Task A_client_that_is_lost_is_an_error_and_then_closed_once()
    {
        await using var server = await StartAsync(_ => { });
        var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.DisposeAsync();
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost);
        await server.StopAsync();

        _heard.Should().HaveCount(2);
        _heard.First().Should().StartWith("error IOException: the client ");
        _heard.Last().Should().Be("close");
    }

    [Test]
    public async Task A_client_that_breaks_a_rule_is_an_error_and_then_closed_once()
    {
        await using var server = await StartAsync(_ => { });
        var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("810161"));
        await client.ReadToEndAsync();
        await client.DisposeAsync();
        await server.StopAsync();

        var violation = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Violation).Text;
        _heard.Should().Equal($"error WebSocketException: {violation[..violation.LastIndexOf(" (", StringComparison.Ordinal)]}", "close");
    }

    [TestCase("the client closes")]
    [TestCase("the server closes")]
    [TestCase("the server stops")]
    [TestCase("a rule drops")]
    public async Task However_it_ends_without_anybodys_fault_is_closed_once(string how)
    {
        IWebSocketConnection? seen = null;
        await using var server = await backend.StartAsync(mock => mock.At("/**", all => all.When(Text.Is("drop"), then => then.Drop()).UseCallbacks(socket =>
        {
            seen = socket;
            Listen(socket);
        })));
        using var client = await backend.ConnectAsync(server);

        var ending = how switch
        {
            "the client closes" => client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default),
            "the server closes" => LeaveAsync(() => seen!.Close()),
            "the server stops" => LeaveAsync(() => _ = server.StopAsync()),
            _ => client.SendAsync("drop"),
        };
        await server.Journal.WaitForAsync(entry => entry.Kind is JournalEntryKind.Closed or JournalEntryKind.Lost);
        await ending;
        await server.StopAsync();

        _heard.Should().Equal("close");

        async Task LeaveAsync(Action begin)
        {
            begin();
            await client.ReceiveAsync();
            await client.CloseOutputAsync(client.CloseStatus!.Value, null, default);
        }
    }

    [Test]
    public async Task A_callback_that_blocks_holds_up_nobody_else_and_stopping_ends_in_time()
    {
        using var blocked = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        await using var server = await StartAsync(
            socket => socket.OnMessage = text =>
            {
                if (text == "block")
                {
                    entered.Release();
                    blocked.Wait();
                }

                socket.Send(text).Wait();
            },
            options => options.StopTimeout = TimeSpan.FromMilliseconds(200));
        var stuck = new List<WebSocket>();
        for (var i = 0; i < 8; i++)
        {
            stuck.Add(await backend.ConnectAsync(server));
            await stuck[^1].SendAsync("block");
            await entered.WaitAsync();
        }

        using var client = await backend.ConnectAsync(server);
        (await client.EchoAsync("still here")).Should().Be("still here");
        var idle = () => server.WhenIdleAsync(TimeSpan.FromMilliseconds(1));
        await idle.Should().ThrowAsync<TimeoutException>().WithMessage("The server was not idle within 0.001 s: a callback of connection 1, 2, * has not returned.");
        await server.StopAsync();

        server.Connections.Should().BeEmpty();
        blocked.Set();
        await server.WhenIdleAsync();
        _heard.Count(line => line == "close").Should().Be(9);
        stuck.ForEach(one => one.Dispose());
    }

    [Test]
    public async Task Stopping_ends_in_time_where_hanging_callbacks_on_blocks_and_where_too_many_wait()
    {
        using var blocked = new ManualResetEventSlim();
        var first = true;
        await using var server = await StartAsync(
            socket =>
            {
                if (!first)
                {
                    blocked.Wait();
                }

                first = false;
                socket.OnMessage = _ => blocked.Wait();
            },
            options => options.StopTimeout = TimeSpan.FromMilliseconds(200));
        await using var many = await backend.ConnectRawAsync(server);
        await many.HandshakeAsync();
        await many.WriteAsync(Enumerable.Repeat(Convert.FromHexString("818100000000" + "61"), 2000).SelectMany(bytes => bytes).ToArray());
        await server.Journal.WaitForCountAsync(1000, entry => entry.Kind == JournalEntryKind.Received);
        await using var hanging = await backend.ConnectRawAsync(server);
        _ = hanging.HandshakeAsync();
        await server.Journal.WaitForCountAsync(2, entry => entry.Kind == JournalEntryKind.Opened);

        await server.StopAsync();

        server.Connections.Should().BeEmpty();
        blocked.Set();
        await server.WhenIdleAsync();
        _heard.Count(line => line == "close").Should().Be(2);
    }

    [Test]
    public async Task The_server_is_idle_when_what_a_callback_does_is_done()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StartAsync(socket => socket.OnMessage = async text =>
        {
            await answer.Task;
            await socket.Send(text);
        });
        using var client = await backend.ConnectAsync(server);
        await client.SendAsync("a");
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Received);

        var idle = () => server.WhenIdleAsync(TimeSpan.Zero);
        await idle.Should().ThrowAsync<TimeoutException>();
        answer.SetResult();
        await server.WhenIdleAsync();

        server.Journal.Last().Text.Should().Be("a");
    }

    private Task<MockWsServer> StartAsync(Action<IWebSocketConnection> hangOn, Action<MockWsServerOptions>? set = null) => backend.StartAsync(mock =>
    {
        set?.Invoke(mock.Options);
        mock.At("/**").UseCallbacks(socket =>
        {
            Listen(socket);
            hangOn(socket);
        });
    });

    private void Listen(IWebSocketConnection socket)
    {
        // Of this test, whenever they are called.
        var heard = _heard;
        socket.OnError = e => heard.Enqueue($"error {e.GetType().Name}: {e.Message}");
        socket.OnClose = () => heard.Enqueue("close");
    }
}
