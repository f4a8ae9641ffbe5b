using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Handshake;

[CancelAfter(60_000)]
public class RejectTests
{
    [Test]
    public async Task The_answer_has_the_status_the_headers_and_the_body()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(
            Fault.Reject(401, "who are you?", headers: [new("WWW-Authenticate", "Bearer realm=\"chat\"")])));
        var client = await server.ConnectAsync();

        (await client.HandshakeAsync()).Should().Be(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"chat\"\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Content-Length: 12\r\nConnection: close\r\n\r\n");
        (await client.ReadToEndAsync()).Should().Be(Convert.ToHexString("who are you?"u8));
        server.Recorded.Should().Equal("reject: the handshake is answered with 401 Unauthorized (RFC 6455 4.2.2)");
        var refused = await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Refused);
        (refused.Status, refused.Path).Should().Be((401, "/raw"));
    }

    [Test]
    public async Task A_request_that_is_wrong_by_itself_is_told_so_first()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reject(503)));
        var client = await server.ConnectAsync();

        (await client.HandshakeAsync("/other")).Should().StartWith("HTTP/1.1 404 ");
        server.Recorded.Should().BeEmpty();
    }

    [TestCase(101)]
    [TestCase(600)]
    public void A_status_that_does_not_refuse_is_an_error(int status) =>
        FluentActions.Invoking(() => Fault.Reject(status)).Should().Throw<ArgumentOutOfRangeException>();
}
