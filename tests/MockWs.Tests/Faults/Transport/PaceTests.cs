using MockWs.Faults;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Transport;

[CancelAfter(60_000)]
public class PaceTests
{
    private static IEnumerable<TestCaseData> Paces =>
    [
        new(Fault.Chunks(5, TimeSpan.FromMilliseconds(10)), 10),
        new(Fault.Bandwidth(100), 50),
    ];

    [TestCaseSource(nameof(Paces))]
    public async Task Five_bytes_come_and_then_a_gap(Fault fault, int gap)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault, At.Open));
        var client = await server.OpenAsync();

        await client.SayAsync("abcdefgh");
        (await client.ReadHexAsync(5)).Should().Be("8108616263");
        var rest = client.ReadHexAsync(5);

        await server.AdvanceAsync(TimeSpan.FromMilliseconds(gap - 1));
        await server.Server.WhenIdleAsync();
        rest.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        (await rest).Should().Be("6465666768");
        server.Recorded.Should().Equal(fault.ToString());
    }

    [Test]
    public async Task The_handshake_comes_byte_by_byte_too_unless_said_otherwise()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Chunks(1, TimeSpan.FromMilliseconds(10))));
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();

        await server.Server.Journal.WaitForAsync(entry => entry.Kind == MockWs.Recording.JournalEntryKind.Opened);
        while (!answer.IsCompleted)
        {
            await server.AdvanceAsync(TimeSpan.FromMilliseconds(10));
        }

        (await answer).Should().StartWith("HTTP/1.1 101 ");
        server.Clock.GetUtcNow().Should().BeAfter(new DateTimeOffset(2026, 1, 1, 12, 0, 1, TimeSpan.Zero));
    }

    [Test]
    public void A_pace_has_a_size_and_a_gap()
    {
        FluentActions.Invoking(() => Fault.Chunks(0, TimeSpan.FromSeconds(1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.Chunks(1, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.Bandwidth(0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
