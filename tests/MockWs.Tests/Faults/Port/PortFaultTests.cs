using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Port;

[CancelAfter(60_000)]
public class PortFaultTests
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    [Test]
    public async Task Who_connects_to_a_paused_port_is_answered_when_the_pause_is_over()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.PausePort(Time)), overTcp: true);

        // Connecting succeeds: the kernel has taken both in, one of which an accept may have fetched.
        var first = await server.ConnectAsync();
        var second = await server.ConnectAsync();
        var answers = Task.WhenAll(first.HandshakeAsync(), second.HandshakeAsync());
        server.Clock.Advance(Time - Moment);
        answers.IsSilent().Should().BeTrue();
        server.Server.Journal.Should().ContainSingle().Which.Kind.Should().Be(JournalEntryKind.Fault);
        server.Clock.Advance(Moment);

        (await answers).Should().OnlyContain(answer => answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal));
        Lines(server).Should().StartWith(["the server fault pausePort: nobody is accepted for 00:01:00", "the server decided clients are accepted again"])
            .And.Contain(["connection 1 opened", "connection 2 opened"]);
    }

    [Test]
    public async Task Who_connects_to_a_closed_port_is_refused_and_the_same_port_opens_again()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time)), overTcp: true);
        var url = server.Server.Url;

        await server.MeetRefusalAsync();
        server.Clock.Advance(Time - Moment);
        await server.MeetRefusalAsync();
        server.Clock.Advance(Moment);
        await server.OpenAsync();

        server.Server.Url.Should().Be(url);
        Lines(server).Should().Equal(
            "the server fault closePort: the port is closed for 00:01:00",
            "the server decided clients are accepted again",
            "connection 1 opened");
    }

    [Test]
    public async Task A_client_of_NET_is_told_that_the_connection_was_refused()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.Fault(Fault.ClosePort(Time)));
        using var client = new ClientWebSocket();

        var connect = () => client.ConnectAsync(server.Url, default);

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.GetBaseException()
            .Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Test]
    public async Task Both_addresses_of_localhost_refuse()
    {
        await using var server = await MockWsServer.StartAsync();
        await server.ClosePortAsync();

        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using var client = new TcpClient(address.AddressFamily);
            (await FluentActions.Awaiting(() => client.ConnectAsync(address, server.Url.Port)).Should().ThrowAsync<SocketException>())
                .Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
        }
    }

    [Test]
    public async Task Those_that_are_connected_do_not_feel_that_the_port_is_closed()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time), At.Message(1)), overTcp: true);
        var client = await server.OpenAsync();

        await client.SayAsync("a");
        (await client.ReadHexAsync(3)).Should().Be(ClientBytes.Text("a"));
        await server.MeetRefusalAsync();
        await client.SayAsync("b");
        (await client.ReadHexAsync(3)).Should().Be(ClientBytes.Text("b"));

        server.Server.Journal.First(entry => entry.Kind == JournalEntryKind.Fault).Should().Match<JournalEntry>(entry => entry.Connection == 1 && entry.Cause == 2);
    }

    [Test]
    public async Task The_port_is_closed_once_the_second_client_has_come()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time), At.Connect, connection: 2), overTcp: true);

        await server.OpenAsync();
        await server.OpenAsync();
        await server.MeetRefusalAsync();
        server.Clock.Advance(Time);
        await server.OpenAsync();

        server.Recorded.Should().ContainSingle();
    }

    [Test]
    public async Task The_port_is_closed_after_a_time()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time), At.AfterStart(Time)), overTcp: true);

        await server.OpenAsync();
        server.Clock.Advance(Time);
        await server.MeetRefusalAsync();
        server.Clock.Advance(Time);
        await server.OpenAsync();
    }

    [Test]
    public async Task A_rule_closes_the_port()
    {
        await using var server = await Misbehaving.AtRawAsync(
            raw => raw.When(Text.Is("x"), then => then.Fault(Fault.ClosePort(Time)).Send("done")), overTcp: true);
        var client = await server.OpenAsync();

        await client.SayAsync("x");

        (await client.ReadHexAsync(6)).Should().Be(ClientBytes.Text("done"));
        await server.MeetRefusalAsync();
    }

    [Test]
    public async Task A_restart_resets_every_connection_and_opens_the_same_port_again()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.Restart(Time), At.Message(1)), overTcp: true);
        var one = await server.OpenAsync();
        var other = await server.OpenAsync();

        await one.SayAsync("x");

        (await one.ReadToResetAsync()).Should().BeEmpty();
        (await other.ReadToResetAsync()).Should().BeEmpty();
        await server.MeetRefusalAsync();
        server.Clock.Advance(Time);
        await server.OpenAsync();
        server.Recorded.Should().Equal("restart: every connection is reset, and the port is closed for 00:01:00 (RFC 6455 7.2.3)");
    }

    [Test]
    public async Task Chance_decides_about_the_start_too()
    {
        var closed = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            await using var server = await Misbehaving.StartAsync(
                mock =>
                {
                    mock.Options.Seed = seed;
                    mock.Fault(Fault.ClosePort(Time), chance: 0.5);
                },
                overTcp: true);
            closed += server.Recorded.Count();
        }

        closed.Should().BeInRange(5, 35);
    }

    [Test]
    public async Task By_hand_the_port_is_closed_paused_and_opened()
    {
        await using var server = await Misbehaving.StartAsync(_ => { }, overTcp: true);

        await server.Server.ClosePortAsync();
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.MeetRefusalAsync();
        await server.Server.PausePortAsync(Time);
        var answer = (await server.ConnectAsync()).HandshakeAsync();
        await server.Server.OpenPortAsync();
        await server.Server.OpenPortAsync();

        (await answer).Should().StartWith("HTTP/1.1 101 ");
        Lines(server).Should().Equal(
            "the server fault closePort: the port is closed until it is opened by hand",
            "the server fault pausePort: nobody is accepted for 00:01:00",
            "the server decided clients are accepted again",
            "connection 1 opened");
    }

    [Test]
    public async Task What_is_said_last_holds_for_its_own_time()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.PausePort(Time)), overTcp: true);

        await server.Server.ClosePortAsync(2 * Time);
        server.Clock.Advance(Time);
        await server.MeetRefusalAsync();
        server.Clock.Advance(Time);
        await server.OpenAsync();
    }

    [Test]
    public async Task Who_waits_at_a_paused_port_is_reset_when_it_is_closed()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.PausePort(Time)), overTcp: true);
        var fetched = await server.ConnectAsync();
        var waiting = await server.ConnectAsync();

        await server.Server.ClosePortAsync();

        (await fetched.ReadToResetAsync()).Should().BeEmpty();
        (await waiting.ReadToResetAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_reset_opens_the_port_and_begins_from_the_start()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time), At.AfterStart(Time)), overTcp: true);
        await server.Server.ClosePortAsync();

        await server.Server.ResetAsync();
        await server.OpenAsync();
        server.Clock.Advance(Time);

        await server.MeetRefusalAsync();
    }

    [Test]
    public async Task A_server_that_is_told_anew_begins_with_what_it_has_not_had_at_its_start()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time), At.AfterStart(Time)), overTcp: true);

        server.Server.Reconfigure(mock => mock.Fault(Fault.ClosePort(Time), At.AfterStart(2 * Time)));
        server.Clock.Advance(Time);
        await server.OpenAsync();
        server.Server.Reconfigure(mock => mock.Fault(Fault.ClosePort(Time), At.AfterStart(2 * Time)).At("/raw"));
        server.Clock.Advance(Time);

        await server.MeetRefusalAsync();
    }

    [Test]
    public async Task Another_program_that_took_the_port_is_recorded_and_the_port_stays_closed()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.ClosePort(Time)), overTcp: true);
        var url = server.Server.Url;
        await using (await MockWsServer.StartAsync(mock => mock.ListenOn($"ws://127.0.0.1:{url.Port}")))
        {
            server.Clock.Advance(Time);

            (await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Error)).Text.Should().Be(
                $"Port {url.Port} on 127.0.0.1 is in use by another program. Stop that program, or listen on another port; port 0 takes a free one.");
            await FluentActions.Awaiting(server.Server.OpenPortAsync).Should().ThrowAsync<IOException>();
        }

        await server.Server.OpenPortAsync();
        await server.OpenAsync();
        server.Server.Journal.Clear();
    }

    [Test]
    public async Task A_server_in_memory_has_no_port_to_close()
    {
        var start = () => MockWsServer.StartAsync(mock => mock.InMemory().Fault(Fault.ClosePort(Time)).At("/a", x => x.OnOpen(then => then.Fault(Fault.PausePort(Time)))));
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage(
            """
            faults: the fault "closePort" needs a port, which the backend "mockws" in memory does not have.
            /a, onOpen: the fault "pausePort" needs a port, which the backend "mockws" in memory does not have.
            Use another backend, listen on a port, or leave that out.
            """);
        await FluentActions.Awaiting(() => server.ClosePortAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("This server is in memory *");
    }

    [Test]
    public void A_start_is_no_endpoints_and_no_connections()
    {
        var builder = new MockWsServerBuilder();

        FluentActions.Invoking(() => builder.At("/a", x => x.Fault(Fault.ClosePort(Time)))).Should().Throw<ArgumentException>()
            .WithMessage("The fault \"closePort\" happens at the server's start, which is no endpoint's. Say at which moment*");
        FluentActions.Invoking(() => builder.Fault(Fault.ClosePort(Time), connection: 2)).Should().Throw<ArgumentException>()
            .WithMessage("The fault \"closePort\" happens at the server's start, once and on no connection: leave \"times\" and \"connection\" out*");
        FluentActions.Invoking(() => builder.Fault(Fault.Reset(), At.Start)).Should().Throw<ArgumentException>().WithMessage("*cannot happen at start*");
    }

    private static IEnumerable<string> Lines(Misbehaving server) => server.Server.Journal.Select(
        entry => $"{entry.Who} {entry.Kind.ToString().ToLowerInvariant()}{(entry.Kind == JournalEntryKind.Opened ? "" : $" {entry.Text}")}");
}
