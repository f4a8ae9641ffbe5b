using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Faults.Tls;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults;

[CancelAfter(60_000)]
public class StoppingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static IEnumerable<TestCaseData> Lasting =>
    [
        new(Fault.NeverAnswer(), null),
        new(Fault.StopReading(), At.Open),
        new(Fault.StopReading(), At.Handshake),
        new(Fault.StopWriting(), At.Open),
        new(Fault.StopWriting(), At.Handshake),
        new(Fault.Stall(Long), At.Handshake),
        new(Fault.Stall(Long), At.Open),
        new(Fault.Latency(Long), null),
        new(Fault.PongLate(Long), null),
        new(Fault.CloseEchoWithheld(), null),
        new(Fault.CloseEchoLate(Long), null),
        new(Fault.Bandwidth(1), null),
        new(Fault.Chunks(1, Long), null),
        new(Fault.UnfinishedFrame(), At.Open),
        new(Fault.PingFlood(), At.Open),
        new(Fault.Reorder(), null),
        new(Fault.Omit(), null),
        new(Fault.EndWithoutClose(), At.Open),
        new(Fault.Reset(), At.After(Long)),
    ];

    private static IEnumerable<Fault> OnConnect => [Fault.Reset(), Fault.EndWithoutClose(), Fault.StopReading(), Fault.StopWriting(), Fault.Stall(Long)];

    private static IEnumerable<Fault> OfPorts => [Fault.PausePort(Long), Fault.ClosePort(Long), Fault.Restart(Long)];

    private static IEnumerable<Fault> InTls => [Fault.TlsStall(), Fault.TlsStall(Long)];

    [TestCaseSource(nameof(Lasting))]
    public async Task The_server_stops_in_time_while_a_fault_is_in_progress(Fault fault, Moment? at)
    {
        foreach (var overTcp in new[] { false, true })
        {
            await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault, at), overTcp);
            var client = await server.ConnectAsync();
            var answer = client.HandshakeAsync();
            await server.Server.Journal.WaitForAsync(_ => true);
            if (answer.IsCompletedSuccessfully)
            {
                await client.PingAsync(1);
                await client.SayAsync("x");
            }

            await server.Server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

            server.Server.Connections.Should().BeEmpty();
            client.Dispose();
            await answer.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static IEnumerable<Fault> ByHand => Lasting.Select(one => (Fault)one.Arguments[0]!).Where(fault => fault.Moments.HasFlag(Moments.Action)).Distinct();

    [TestCaseSource(nameof(ByHand))]
    public async Task The_server_stops_in_time_while_a_fault_by_hand_is_in_progress(Fault fault)
    {
        foreach (var overTcp in new[] { false, true })
        {
            await using var server = await Misbehaving.AtRawAsync(_ => { }, overTcp);
            var client = await server.OpenAsync();
            (await server.Server.NextConnectionAsync()).Misbehave(fault);
            await client.PingAsync(1).ContinueWith(_ => { }, TaskScheduler.Default);
            await client.SayAsync("x").ContinueWith(_ => { }, TaskScheduler.Default);

            await server.Server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

            server.Server.Connections.Should().BeEmpty();
        }
    }

    [TestCaseSource(nameof(OnConnect))]
    public async Task The_server_stops_in_time_with_a_client_that_met_a_fault_at_once(Fault fault)
    {
        foreach (var overTcp in new[] { false, true })
        {
            await using var server = await Misbehaving.StartAsync(mock => mock.Fault(fault, At.Connect), overTcp);
            await server.ConnectAsync().ContinueWith(_ => { }, TaskScheduler.Default);
            await server.Server.Journal.WaitForAsync(_ => true);

            await server.Server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [TestCaseSource(nameof(OfPorts))]
    public async Task The_server_stops_in_time_while_nobody_is_let_in_and_opens_no_port_after_it(Fault fault)
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(fault, At.Start), overTcp: true);
        var waiting = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.ConnectAsync().ContinueWith(connect => connect.IsFaulted ? null : connect.Result, TaskScheduler.Default)));

        await server.Server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
        server.Clock.Advance(2 * Long);

        await server.MeetRefusalAsync();
        server.Server.Journal.Should().ContainSingle("nobody was let in").Which.Kind.Should().Be(JournalEntryKind.Fault);
        foreach (var client in waiting.OfType<Stream>())
        {
            (await client.ReadToResetAsync()).Should().BeEmpty();
        }
    }

    [TestCaseSource(nameof(InTls))]
    public async Task The_server_stops_in_time_in_the_middle_of_a_TLS_handshake(Fault fault)
    {
        foreach (var overTcp in new[] { false, true })
        {
            await using var server = await Misbehaving.StartAsync(mock => mock.ListenOn(overTcp ? ["wss://127.0.0.1:0"] : []).Fault(fault));
            await using var client = await TlsClient.ConnectAsync(server.Server);
            var handshake = client.AuthenticateAsync(server.Server);
            await server.Server.Journal.WaitForAsync(_ => true);

            await server.Server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

            server.Server.Journal.Last().Should().Match<JournalEntry>(entry => entry.Kind == JournalEntryKind.Lost && entry.Text == "the server dropped the connection");
            await FluentActions.Awaiting(() => handshake).Should().ThrowAsync<Exception>();
        }
    }
}
