using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;
using MockWs.Wire;

namespace MockWs.Tests.Faults.Frames;

[CancelAfter(60_000)]
public class CloseFaultsTests
{
    private static IEnumerable<TestCaseData> Closes =>
    [
        new(Fault.CloseWithoutCode(), "8800", 1005),
        new(Fault.OneByteClose(), "880103", 1005),
        new(Fault.BadCloseReason(), "880303E8FF", 1000),
        new(Fault.DataAfterClose(), "880203E8" + "81056661756C74", 1000),
        new(Fault.TwoCloses(), "880203E8" + "880203E8", 1000),
        new(Fault.FragmentedControl(Opcode.Close), "080203E8" + "80027878", 1000),
        new(Fault.LongControl(Opcode.Close), "887E007E" + "03E8" + string.Concat(Enumerable.Repeat("78", 124)), 1000),
    ];

    [TestCaseSource(nameof(Closes))]
    public async Task It_answers_the_clients_close_frame_and_nothing_follows(Fault fault, string bytes, int code)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault, At.Close));
        var client = await server.OpenAsync();

        await client.CloseAsync();

        (await client.ReadToEndAsync()).Should().Be(bytes);
        await client.DisposeAsync();
        (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed)).CloseCode.Should().Be(1000, "the client said so first, not {0}", code);
        server.Recorded.Should().Equal(fault.ToString());
    }

    [TestCaseSource(nameof(Closes))]
    public async Task At_another_moment_it_begins_the_close(Fault fault, string bytes, int code)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault, At.Message(1)).Otherwise(then => then.Send("never")));
        var client = await server.OpenAsync();
        await client.SayAsync("x");
        (await client.ReadHexAsync(bytes.Length / 2)).Should().Be(bytes);

        await client.CloseAsync();

        (await client.ReadToEndAsync()).Should().BeEmpty();
        await client.DisposeAsync();
        (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed)).CloseCode.Should().Be(code);
    }

    [Test]
    public async Task A_withheld_echo_leaves_the_client_waiting([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.CloseEchoWithheld()), overTcp);
        var client = await server.OpenAsync();
        var reading = client.ReadHexAsync(1);

        await client.CloseAsync();

        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);
        await server.Server.WhenIdleAsync();
        reading.IsSilent().Should().BeTrue();
        server.Recorded.Should().Equal("closeEchoWithheld: the client's close frame is left without an answer (RFC 6455 5.5.1)");
    }

    [Test]
    public async Task A_late_echo_comes_by_the_clock([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.CloseEchoLate(TimeSpan.FromSeconds(30))), overTcp);
        var client = await server.OpenAsync();

        await client.CloseAsync(4001);
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);
        await server.AdvanceAsync(TimeSpan.FromSeconds(30));

        (await client.ReadHexAsync(4)).Should().Be("88020FA1");
    }
}
