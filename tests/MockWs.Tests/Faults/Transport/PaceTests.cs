using MockWs.Faults;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

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
    public async Task Jitter_is_more_latency_for_each_write_drawn_from_the_seed()
    {
        var first = await ArrivedAsync(seed: 7);
        var again = await ArrivedAsync(seed: 7);
        var other = await ArrivedAsync(seed: 8);

        again.Should().Equal(first);
        other.Should().NotEqual(first);
        first[0].Should().BeEmpty("nothing comes before the latency is over");
        first[^1].Should().Be(Text("a") + Text("b") + Text("c"), "behind the jitter everything is there");
        first.Distinct().Should().HaveCountGreaterThan(2, "each write has a time of its own");
    }

    /// <summary>What has arrived after 99 ms, 109 ms and so on, of three messages that were sent at once with 100 to 200 ms of latency.</summary>
    private static async Task<IReadOnlyList<string>> ArrivedAsync(int seed)
    {
        await using var server = await Misbehaving.StartAsync(mock =>
        {
            mock.Options.Seed = seed;
            mock.At("/raw", x => x.Fault(Fault.Latency(TimeSpan.FromMilliseconds(100), jitter: TimeSpan.FromMilliseconds(100)), At.Open));
        });
        var client = await server.OpenAsync();
        foreach (var text in new[] { "a", "b", "c" })
        {
            await client.SayAsync(text);
            await server.Server.WhenIdleAsync();
        }

        var arrived = new List<string>();
        var before = "";
        for (var step = 0; step <= 11; step++)
        {
            await server.AdvanceAsync(TimeSpan.FromMilliseconds(step == 0 ? 99 : 10));
            await server.Server.WhenIdleAsync();
            arrived.Add(before += await ReadWhatIsThereAsync(client));
        }

        return arrived;
    }

    private static async Task<string> ReadWhatIsThereAsync(Stream client)
    {
        using var end = new CancellationTokenSource();
        var buffer = new byte[100];
        var reading = client.ReadAsync(buffer, end.Token);
        if (!reading.IsCompleted)
        {
            await end.CancelAsync();
        }

        try
        {
            return Convert.ToHexString(buffer.AsSpan(0, await reading));
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }

    [Test]
    public void A_pace_has_a_size_and_a_gap()
    {
        FluentActions.Invoking(() => Fault.Chunks(0, TimeSpan.FromSeconds(1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.Chunks(1, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.Bandwidth(0)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
