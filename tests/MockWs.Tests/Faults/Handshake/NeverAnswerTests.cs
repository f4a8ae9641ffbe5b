using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Handshake;

[CancelAfter(60_000)]
public class NeverAnswerTests
{
    [Test]
    public async Task Not_a_byte_comes_until_the_client_leaves([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.NeverAnswer()), overTcp);
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);

        await server.AdvanceAsync(TimeSpan.FromDays(1));
        await server.Server.WhenIdleAsync();
        answer.IsSilent().Should().BeTrue();
        await client.DisposeAsync();

        (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost)).Text
            .Should().Be("the client left: its handshake was never answered");
        await FluentActions.Awaiting(() => answer).Should().ThrowAsync<Exception>();
    }
}
