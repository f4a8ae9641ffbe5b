using System.Net.WebSockets;
using System.Text;
using MockWs.Behaviours;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Backends;

[TestFixtureSource(typeof(Backend), nameof(Backend.All))]
public class ConversationTests(Backend backend)
{
    [Test]
    public async Task Text_and_binary_come_back_and_the_journal_has_each_with_its_cause()
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server);

        (await client.EchoAsync("héllo 🙂")).Should().Be("héllo 🙂");
        await client.SendAsync(new byte[] { 0, 255, 1 }, WebSocketMessageType.Binary, true, default);
        (await client.ReceiveAsync()).Payload.Should().Equal(0, 255, 1);

        var messages = server.Journal.Where(entry => entry.Opcode is not null).ToList();
        messages.Select(entry => entry.Kind).Should().Equal(
            JournalEntryKind.Received, JournalEntryKind.Sent, JournalEntryKind.Received, JournalEntryKind.Sent);
        messages[1].Cause.Should().Be(messages[0].Sequence);
        messages[3].Cause.Should().Be(messages[2].Sequence);
    }

    [Test]
    public async Task Messages_of_every_length_come_back([Values(0, 1, 125, 126, 65535, 65536, 300_000)] int length)
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server);
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));

        (await client.EchoAsync(text)).Should().Be(text);
    }

    [Test]
    public async Task A_fragmented_message_is_one_message()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("018100000000" + "61" + "008000000000" + "808200000000" + "6263"));

        (await client.ReadHexAsync(5)).Should().Be("8103616263");
    }

    [Test]
    public async Task A_ping_is_answered_with_its_payload_in_between_messages()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("898200000000" + "AABB" + "818100000000" + "61" + "8A8000000000"));

        (await client.ReadHexAsync(7)).Should().Be("8A02AABB" + "810161");
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Received && entry.Opcode == Opcode.Pong);
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Received && entry.Opcode == Opcode.Ping).Payload.ToArray().Should().Equal(0xAA, 0xBB);
    }

    [Test]
    public async Task A_ping_is_left_without_a_pong_where_that_is_said()
    {
        await using var server = await backend.StartAsync(mock => mock.WithoutAutomaticPong());
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("898000000000" + "818100000000" + "61"));

        (await client.ReadHexAsync(3)).Should().Be("810161");
    }

    [Test]
    public async Task What_is_said_on_opening_comes_before_the_answer_to_frames_glued_to_the_request()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/raw", raw => raw.OnOpen(then => then.Send("hi")).Otherwise(then => then.Echo())));
        await using var client = await backend.ConnectRawAsync(server);

        await client.HandshakeAsync(glued: Convert.FromHexString("818100000000" + "61"));

        (await client.ReadHexAsync(7)).Should().Be("81026869" + "810161");
    }

    [Test, Repeat(20)]
    public async Task Every_message_comes_after_the_opening_however_many_connect_at_once()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/raw", raw => raw.OnOpen(then => then.Log("open"))));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var client = await backend.ConnectRawAsync(server);
            await client.HandshakeAsync(glued: Convert.FromHexString("818100000000" + "61"));
            (await client.ReadHexAsync(3)).Should().Be("810161");
        }));

        foreach (var connection in server.Journal.GroupBy(entry => entry.Connection))
        {
            connection.Take(3).Select(entry => entry.Kind).Should().Equal(JournalEntryKind.Opened, JournalEntryKind.Decided, JournalEntryKind.Received);
        }
    }

    [Test]
    public async Task A_test_drives_a_connection_by_hand()
    {
        await using var server = await backend.StartAsync(mock => mock.Otherwise(Unmatched.Ignore));
        using var client = await backend.ConnectAsync(server);
        var peer = await server.NextConnectionAsync();

        await peer.SendTextAsync("hello");
        (await client.ReceiveTextAsync()).Should().Be("hello");
        await peer.SendBinaryAsync(new byte[] { 1, 2, 3 });
        (await client.ReceiveAsync()).Payload.Should().Equal(1, 2, 3);
        await peer.SendTextFragmentsAsync(["a", "", "b"]);
        (await client.ReceiveTextAsync()).Should().Be("ab");
        await client.SendAsync("first");
        (await peer.ReceiveTextAsync()).Should().Be("first");
    }

    [Test]
    public async Task Sends_from_many_threads_never_come_one_inside_another()
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server);
        var peer = await server.NextConnectionAsync();

        var sending = Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await peer.SendTextAsync(new string((char)('a' + thread), 3000 + i));
            }
        })));
        for (var received = 0; received < 400; received++)
        {
            var text = await client.ReceiveTextAsync();
            text.Should().Be(new string(text[0], text.Length));
        }

        await sending;
    }

    [Test]
    public async Task A_client_that_does_not_read_stops_nobody_else()
    {
        await using var server = await backend.StartAsync();
        await using var stuck = await backend.ConnectRawAsync(server);
        await stuck.HandshakeAsync();
        var peer = await server.NextConnectionAsync();
        var sending = peer.SendBinaryAsync(new byte[20_000_000]);
        using var client = await backend.ConnectAsync(server);

        (await client.EchoAsync("still here")).Should().Be("still here");

        sending.IsCompleted.Should().BeFalse();
        peer.Abort();
        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<InvalidOperationException>();
    }

    [Test]
    public async Task Text_that_is_not_UTF_8_is_broken_off_with_1007() => await BreaksOffAsync("818200000000" + "C328", 1007);

    [Test]
    public async Task A_frame_without_a_mask_is_broken_off_with_1002() => await BreaksOffAsync("810161", 1002);

    [Test]
    public async Task A_reserved_bit_is_broken_off_with_1002() => await BreaksOffAsync("C18100000000" + "61", 1002);

    [Test]
    public async Task A_continuation_of_nothing_is_broken_off_with_1002() => await BreaksOffAsync("808100000000" + "61", 1002);

    [Test]
    public async Task A_message_over_the_limit_is_broken_off_with_1009() =>
        await BreaksOffAsync("82FE03E900000000" + Convert.ToHexString(new byte[1001]), 1009);

    [Test]
    public async Task A_message_that_grows_over_the_limit_is_broken_off_with_1009_before_its_end() =>
        await BreaksOffAsync("02FE02BC00000000" + Convert.ToHexString(new byte[700]) + "00FE02BC00000000" + Convert.ToHexString(new byte[700]), 1009);

    [Test]
    public async Task Whatever_bytes_a_client_sends_the_server_does_not_fail_and_tells_the_end_once()
    {
        const int clients = 150;
        var random = new Random(1);
        await using var server = await backend.StartAsync(mock => mock.Options.MessageLimit = 10_000);
        for (var i = 0; i < clients; i++)
        {
            var bytes = new byte[random.Next(2, 64)];
            random.NextBytes(bytes);
            bytes[0] = (byte)((bytes[0] & 0x80) | random.GetItems<byte>([0, 1, 2, 3, 8, 9, 10, 0x41], 1)[0]);
            bytes[1] = random.GetItems<byte>([0x80, 0x85, (byte)(bytes[1] | 0x80), 0xFE, 0xFF], 1)[0];
            await using var client = await backend.ConnectRawAsync(server);
            await client.HandshakeAsync(glued: bytes);
            await server.WhenIdleAsync();
        }

        await server.StopAsync();

        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Error);
        server.Journal.Count(entry => entry.Kind is JournalEntryKind.Closed or JournalEntryKind.Lost).Should().Be(clients);
    }

    private async Task BreaksOffAsync(string hex, int code)
    {
        await using var server = await backend.StartAsync(mock => mock.Options.MessageLimit = 1000);
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString(hex));

        var answer = Convert.FromHexString(await client.ReadToEndAsync());
        answer[0].Should().Be(0x88);
        ((answer[2] << 8) | answer[3]).Should().Be(code);
        var violation = server.Journal.Single(entry => entry.Kind == JournalEntryKind.Violation);
        violation.CloseCode.Should().Be(code);
        violation.Text.Should().Contain("(RFC 6455 ");
        Encoding.UTF8.GetString(answer.AsSpan(4)).Should().Be(violation.Text[..violation.Text.LastIndexOf(" (", StringComparison.Ordinal)]);
    }
}
