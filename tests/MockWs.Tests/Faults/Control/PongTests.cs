using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults.Control;

[CancelAfter(60_000)]
public class PongTests
{
    [Test]
    public async Task A_withheld_pong_never_comes_and_everything_else_does()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.PongWithheld()));
        var client = await server.OpenAsync();

        await client.PingAsync(1);
        await client.SayAsync("a");
        await client.PingAsync(2);
        await client.SayAsync("b");

        (await client.ReadHexAsync(6)).Should().Be(Text("a") + Text("b"));
        server.Recorded.Should().HaveCount(2);
        var faults = server.Server.Journal.Where(entry => entry.Kind == JournalEntryKind.Fault).ToList();
        faults.Should().OnlyContain(fault => server.Server.Journal.Single(entry => entry.Sequence == fault.Cause).Opcode == MockWs.Wire.Opcode.Ping);
    }

    [Test]
    public async Task It_begins_at_its_moment_and_lasts_as_often_as_it_may()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.PongWithheld(), At.Ping(2), times: 1));
        var client = await server.OpenAsync();

        await client.PingAsync(1);
        await client.PingAsync(2);
        await client.PingAsync(3);

        (await client.ReadHexAsync(6)).Should().Be("8A0101" + "8A0103");
    }

    [Test]
    public async Task It_can_begin_by_an_action()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.When(Text.Is("die"), then => then.Fault(Fault.PongWithheld()).Send("ok")));
        var client = await server.OpenAsync();

        await client.PingAsync(1);
        await client.SayAsync("die");
        await client.PingAsync(2);
        await client.SayAsync("die");

        (await client.ReadHexAsync(11)).Should().Be("8A0101" + Text("ok") + Text("ok"));
    }

    [Test]
    public async Task A_late_pong_comes_by_the_clock_and_holds_nothing_up([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.PongLate(TimeSpan.FromSeconds(30))), overTcp);
        var client = await server.OpenAsync();

        await client.PingAsync(7);
        await client.SayAsync("a");
        (await client.ReadHexAsync(3)).Should().Be(Text("a"));
        await server.AdvanceAsync(TimeSpan.FromSeconds(30));

        (await client.ReadHexAsync(3)).Should().Be("8A0107");
    }
}
