using MockWs.Faults;
using MockWs.Recording;

namespace MockWs.Backends;

/// <summary>Misbehaviour on purpose is the same over every backend that can do it, and refused by the others.</summary>
[TestFixtureSource(typeof(Backend), nameof(Backend.All))]
[CancelAfter(30_000)]
public class FaultTests(Backend backend)
{
    [Test]
    public async Task A_frame_breaks_a_rule_where_it_is_told_to()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat", chat => chat.Fault(Fault.ReservedBits(), At.Sent(1))));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync("/chat");

        await client.WriteAsync(Convert.FromHexString("818100000000" + "61"));

        (await client.ReadHexAsync(3)).Should().Be("910161");
        server.Journal.Should().ContainSingle(entry => entry.Kind == JournalEntryKind.Fault);
    }

    [Test]
    public async Task A_pong_is_withheld()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat", chat => chat.Fault(Fault.PongWithheld())));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync("/chat");

        await client.WriteAsync(Convert.FromHexString("898000000000" + "818100000000" + "61"));

        (await client.ReadHexAsync(3)).Should().Be("810161");
    }

    [Test]
    public async Task A_handshake_is_refused()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat", chat => chat.Fault(Fault.Reject(503))));
        await using var client = await backend.ConnectRawAsync(server);

        await client.WriteAsync(
            "GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"u8.ToArray());

        (await client.ReadHexAsync(12)).Should().Be(Convert.ToHexString("HTTP/1.1 503"u8));
    }

    [Test]
    public async Task A_connection_ends_without_a_close_frame()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat", chat => chat.Fault(Fault.EndWithoutClose(), At.Message(2))));
        await using var client = await backend.ConnectRawAsync(server);
        await client.HandshakeAsync("/chat");

        await client.WriteAsync(Convert.FromHexString("818100000000" + "61" + "818100000000" + "62"));

        (await client.ReadToEndAsync()).Should().Be("810161");
    }

    [Test]
    public async Task What_a_backend_cannot_do_is_an_error_before_the_server_starts()
    {
        var start = async () =>
        {
            await using var server = await backend.StartAsync(mock =>
            {
                mock.Options.Compression = true;
                mock.At("/chat", chat => chat.Fault(Fault.BadDeflate()));
            });
        };

        if (backend.Can(Capabilities.Compression))
        {
            await start.Should().NotThrowAsync();
        }
        else
        {
            (await start.Should().ThrowAsync<Exception>()).Which.Message.Should().Contain("fleck").And.Contain("/chat");
        }
    }
}
