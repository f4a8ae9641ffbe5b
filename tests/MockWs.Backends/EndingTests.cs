using System.Net.WebSockets;
using MockWs.Recording;

namespace MockWs.Backends;

[TestFixtureSource(typeof(Backend), nameof(Backend.All))]
public class EndingTests(Backend backend)
{
    [Test, Repeat(20)]
    public async Task The_server_closes_with_code_and_reason_and_ends_with_a_FIN_not_with_a_reset()
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server);
        var peer = await server.NextConnectionAsync();

        await peer.CloseAsync(4001, "bye");
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        (client.CloseStatus, client.CloseStatusDescription).Should().Be(((WebSocketCloseStatus)4001, "bye"));
        await client.CloseAsync((WebSocketCloseStatus)4001, "bye", default);

        client.State.Should().Be(WebSocketState.Closed);
        var closed = await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed);
        (closed.CloseCode, closed.Text, closed.ClosedByClient).Should().Be((4001, "bye", false));
        server.Journal.Count(entry => entry.Kind is JournalEntryKind.Closed or JournalEntryKind.Lost).Should().Be(1);
    }

    [Test]
    public async Task Frames_that_the_client_sent_before_its_answer_to_the_close_are_recorded_and_the_end_is_clean()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();
        await (await server.NextConnectionAsync()).CloseAsync();

        await client.WriteAsync(Convert.FromHexString("818100000000" + "61" + "888200000000" + "03E8"));

        (await client.ReadToEndAsync()).Should().Be("880203E8");
        server.Journal.Count(entry => entry.Kind == JournalEntryKind.Received).Should().Be(2);
    }

    [Test]
    public async Task The_clients_close_is_answered_with_its_code_and_recorded_with_its_reason()
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server);

        await client.CloseAsync((WebSocketCloseStatus)4002, "enough", default);

        client.CloseStatus.Should().Be((WebSocketCloseStatus)4002);
        var closed = await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed);
        (closed.CloseCode, closed.Text, closed.ClosedByClient).Should().Be((4002, "enough", true));
    }

    [Test]
    public async Task A_close_frame_without_a_code_is_answered_by_one_without()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("888000000000"));

        (await client.ReadToEndAsync()).Should().Be("8800");
    }

    [Test]
    public async Task The_close_echo_can_be_left_out_and_be_made_by_hand()
    {
        await using var server = await backend.StartAsync(mock => mock.WithoutCloseEcho());
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();
        var peer = await server.NextConnectionAsync();

        await client.WriteAsync(Convert.FromHexString("888200000000" + "03E8"));
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Decided);
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Sent);
        await peer.CloseAsync(4009, "later");

        (await client.ReadToEndAsync()).Should().Be("8807" + "0FA9" + Convert.ToHexString("later"u8));
    }

    [Test]
    public async Task A_client_that_leaves_without_a_close_frame_is_lost_once([Values] bool byReset)
    {
        await using var server = await backend.StartAsync();
        var client = await backend.ConnectRawAsync(server, byReset);
        await client.HandshakeAsync();

        await client.DisposeAsync();

        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost);
        await server.StopAsync();
        server.Journal.Count(entry => entry.Kind is JournalEntryKind.Closed or JournalEntryKind.Lost).Should().Be(1);
        server.Connections.Should().BeEmpty();
    }

    [Test]
    public async Task A_dropped_connection_is_an_error_to_its_client_and_a_loss_in_the_journal()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/", raw => raw.When(Text.Is("drop"), then => then.Drop())));
        using var client = await backend.ConnectAsync(server);

        await client.SendAsync("drop");

        await FluentActions.Awaiting(() => client.ReceiveAsync()).Should().ThrowAsync<WebSocketException>();
        (await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost)).Text.Should().Be("the server dropped the connection");
    }

    [Test, NonParallelizable]
    public async Task Nothing_is_written_to_the_console_by_whatever_way_it_ends()
    {
        await using var written = new StringWriter();
        var console = Console.Out;
        Console.SetOut(written);
        try
        {
            await using var server = await backend.StartAsync();
            await using var wrong = await backend.ConnectRawAsync(server);
            await wrong.HandshakeAsync();
            await wrong.WriteAsync(Convert.FromHexString("810161"));
            await wrong.ReadToEndAsync();
            await server.NextConnectionAsync();
            using var client = await backend.ConnectAsync(server);
            await client.EchoAsync("a");
            var peer = await server.NextConnectionAsync();
            client.Abort();
            await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost);
            await FluentActions.Awaiting(() => peer.SendTextAsync("late")).Should().ThrowAsync<InvalidOperationException>();
        }
        finally
        {
            Console.SetOut(console);
        }

        written.ToString().Should().BeEmpty();
    }

    [Test]
    public async Task Stopping_tells_every_client_1001()
    {
        var server = await backend.StartAsync();
        using var first = await backend.ConnectAsync(server);
        using var second = await backend.ConnectAsync(server);

        var receiving = Task.WhenAll(Answer(first), Answer(second));
        await server.StopAsync();

        (await receiving).Should().AllBeEquivalentTo(WebSocketCloseStatus.EndpointUnavailable);
        server.Connections.Should().BeEmpty();

        static async Task<WebSocketCloseStatus?> Answer(WebSocket client)
        {
            await client.ReceiveAsync();
            await client.CloseOutputAsync(client.CloseStatus!.Value, "", default);
            return client.CloseStatus;
        }
    }

    [Test, CancelAfter(20_000)]
    public async Task Stopping_ends_in_time_with_clients_that_are_stuck()
    {
        var server = await backend.StartAsync(mock => mock.Options.StopTimeout = TimeSpan.FromMilliseconds(200));
        await using var silent = await backend.ConnectRawAsync(server);
        await silent.HandshakeAsync();
        await server.NextConnectionAsync();
        await using var halfway = await backend.ConnectRawAsync(server);
        await halfway.WriteAsync("GET / HT"u8.ToArray());
        await using var full = await backend.ConnectRawAsync(server);
        await full.HandshakeAsync();
        var sending = (await server.NextConnectionAsync()).SendBinaryAsync(new byte[20_000_000]);

        await server.StopAsync();

        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<InvalidOperationException>();
        server.Connections.Should().BeEmpty();
    }

    [Test, CancelAfter(20_000)]
    public async Task Stopping_ends_in_time_where_too_many_answers_wait_for_the_clock()
    {
        var server = await backend.StartAsync(mock =>
        {
            mock.Options.StopTimeout = TimeSpan.FromMilliseconds(200);
            mock.At("/raw", raw => raw.Otherwise(then => then.Delay(TimeSpan.FromDays(1)).Echo()));
        });
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();
        await client.WriteAsync(Enumerable.Repeat(Convert.FromHexString("818100000000" + "61"), 2000).SelectMany(bytes => bytes).ToArray());
        await server.Journal.WaitForCountAsync(500, entry => entry.Kind == JournalEntryKind.Received);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        server.Connections.Should().BeEmpty();
    }
}
