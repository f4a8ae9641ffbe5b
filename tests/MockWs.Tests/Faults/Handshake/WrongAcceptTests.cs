using System.Net.WebSockets;
using MockWs.Faults;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Handshake;

[CancelAfter(60_000)]
public class WrongAcceptTests
{
    [Test]
    public async Task The_answer_is_right_but_for_the_value()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.WrongAccept("nonsense")));
        var client = await server.ConnectAsync();

        (await client.HandshakeAsync()).Should().Be(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: nonsense\r\n\r\n");
    }

    [Test]
    public async Task The_frameworks_client_does_not_open()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.WrongAccept()));

        await FluentActions.Awaiting(() => server.Server.ConnectAsync("/raw")).Should().ThrowAsync<WebSocketException>();
    }

    [Test]
    public void A_value_that_no_head_can_hold_is_an_error() =>
        FluentActions.Invoking(() => Fault.WrongAccept("✓")).Should().Throw<ArgumentException>().WithMessage("*U+2713*");
}
