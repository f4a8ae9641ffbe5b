using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults.Transport;

[CancelAfter(60_000)]
public class TransportFaultsTests
{
    [Test]
    public async Task A_reset_is_an_error_at_the_clients_socket([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reset()), overTcp);
        var client = await server.OpenAsync();

        (await client.ReadToResetAsync()).Should().BeEmpty();
        (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost)).Text.Should().Be("the server dropped the connection");
    }

    [Test]
    public async Task An_end_without_close_is_a_FIN_and_the_server_reads_on([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.EndWithoutClose(), At.Message(1)), overTcp);
        var client = await server.OpenAsync();

        await client.SayAsync("one");
        (await client.ReadToEndAsync()).Should().BeEmpty();
        await client.SayAsync("two");

        await server.Server.Journal.WaitForAsync(entry => entry is { Kind: JournalEntryKind.Received, Text: "two" });
        await client.DisposeAsync();
        (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost)).Text
            .Should().Be("the client ended the TCP connection without a close frame");
    }

    [Test]
    public async Task What_a_reset_or_an_end_leaves_unanswered_is_not_recorded_as_answered([Values] bool isReset, [Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(
            x => x.When(Any.Message, then => then.Send("yes")).Fault(isReset ? Fault.Reset() : Fault.EndWithoutClose(), At.Message(2)), overTcp);
        var client = await server.OpenAsync();

        await client.SayAsync("one");
        (await client.ReadHexAsync(5)).Should().Be(Text("yes"));
        await client.WriteAsync(Convert.FromHexString("818300000000" + "74776F" + "818500000000" + "7468726565"));

        var fault = await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);
        await client.DisposeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost);
        server.Server.Journal.Where(entry => entry.Sequence > fault.Sequence).Select(entry => entry.Kind)
            .Should().NotContain([JournalEntryKind.Sent, JournalEntryKind.Decided]);
    }

    [Test]
    public async Task Who_does_not_read_hears_no_ping_and_still_talks([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(
            x => x.Fault(Fault.StopReading()).OnOpen(then => then.Every(TimeSpan.FromSeconds(1), tick => tick.Send("t"))), overTcp);
        var client = await server.OpenAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);

        await client.PingAsync(1);
        await server.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await client.ReadHexAsync(3)).Should().Be(Text("t"));
        server.Server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Received);
    }

    [Test]
    public async Task A_client_that_sends_on_to_who_does_not_read_is_held_up_in_memory_as_over_TCP([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.StopReading()), overTcp);
        var client = await server.OpenAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);

        var sending = client.WriteAsync(new byte[64 * 1024 * 1024]).AsTask();

        await server.Server.WhenIdleAsync();
        sending.IsCompleted.Should().BeFalse();
        await server.DisposeAsync();
        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<IOException>();
    }

    [Test]
    public async Task Who_does_not_write_is_silent_and_still_records_what_comes([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.StopWriting(), At.Message(2)), overTcp);
        var client = await server.OpenAsync();
        await client.SayAsync("one");
        (await client.ReadHexAsync(5)).Should().Be(Text("one"));
        var reading = client.ReadHexAsync(1);

        await client.SayAsync("two");
        await client.PingAsync(3);

        await server.Server.Journal.WaitForCountAsync(3, entry => entry.Kind == JournalEntryKind.Received);
        await server.Server.WhenIdleAsync();
        reading.IsSilent().Should().BeTrue();
    }

    [Test]
    public async Task A_stall_in_the_middle_of_a_frame_keeps_the_rest_until_its_time([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Stall(TimeSpan.FromSeconds(10)), At.MidFrame()), overTcp);
        var client = await server.OpenAsync();
        await client.SayAsync("abcd");
        (await client.ReadHexAsync(4)).Should().Be("81046162");
        var rest = client.ReadHexAsync(2);

        await server.AdvanceAsync(TimeSpan.FromSeconds(9));
        await server.Server.WhenIdleAsync();
        rest.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await rest).Should().Be("6364");
    }

    [Test]
    public async Task A_stall_on_connect_holds_the_handshake()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.Stall(TimeSpan.FromSeconds(5)), At.Connect));
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);

        server.Clock.Advance(TimeSpan.FromSeconds(4));
        answer.IsSilent().Should().BeTrue();
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        (await answer).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public async Task Latency_lets_each_write_arrive_so_much_later_not_one_after_the_other([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Latency(TimeSpan.FromMilliseconds(100)), At.Open), overTcp);
        var client = await server.OpenAsync();
        await client.SayAsync("a");
        await server.Server.Journal.WaitForAsync(entry => entry is { Kind: JournalEntryKind.Sent, Text: "a" });
        await server.AdvanceAsync(TimeSpan.FromMilliseconds(60));
        await client.SayAsync("b");
        await server.Server.Journal.WaitForAsync(entry => entry is { Kind: JournalEntryKind.Sent, Text: "b" });

        await server.AdvanceAsync(TimeSpan.FromMilliseconds(40));
        (await client.ReadHexAsync(3)).Should().Be(Text("a"));
        var second = client.ReadHexAsync(3);
        await server.AdvanceAsync(TimeSpan.FromMilliseconds(59));
        await server.Server.WhenIdleAsync();
        second.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        (await second).Should().Be(Text("b"));
        server.Recorded.Should().Equal("latency: everything is sent 00:00:00.1000000 later");
    }

    [Test]
    public async Task Latency_is_the_handshakes_too_unless_said_otherwise()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Latency(TimeSpan.FromSeconds(1))));
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Opened);

        await server.AdvanceAsync(TimeSpan.FromMilliseconds(999));
        await server.Server.WhenIdleAsync();
        answer.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        (await answer).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public async Task What_waits_for_its_latency_is_sent_before_the_end()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Latency(TimeSpan.FromSeconds(1)), At.Open));
        var client = await server.OpenAsync();
        await client.SayAsync("a");
        await client.CloseAsync();
        await server.Server.Journal.WaitForAsync(entry => entry is { Kind: JournalEntryKind.Sent, Opcode: MockWs.Wire.Opcode.Close });

        await server.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await client.ReadToEndAsync()).Should().Be(Text("a") + "880203E8");
    }
}
