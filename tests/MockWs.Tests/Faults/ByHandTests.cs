using System.Net.WebSockets;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;
using MockWs.Transports.Tls;

namespace MockWs.Tests.Faults;

/// <summary>Connections of a server that has no fault, until a test makes one misbehave.</summary>
[TestFixture(false)]
[TestFixture(true)]
[CancelAfter(60_000)]
public class ByHandTests(bool overTcp)
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_frame_goes_wrong_between_two_that_are_right()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        await client.SayAsync("a");
        (await client.ReadHexAsync(3)).Should().Be(ClientBytes.Text("a"));
        peer.Misbehave(Fault.RawBytes(0xFF));
        await client.SayAsync("b");

        (await client.ReadHexAsync(4)).Should().Be("FF" + ClientBytes.Text("b"));
        server.Recorded.Should().Equal("rawBytes: the bytes FF are sent as they are (RFC 6455 5.2)");
        server.Server.Journal.Should().Contain(entry => entry.Kind == JournalEntryKind.Decided && entry.Text == "told to by the test");
    }

    [Test]
    public async Task A_reset_comes_behind_what_was_sent()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        await peer.SendTextAsync("last");
        peer.Misbehave(Fault.Reset());

        (await client.ReadToResetAsync()).Should().Be(ClientBytes.Text("last"));
        await FluentActions.Awaiting(() => peer.SendTextAsync("late")).Should().ThrowAsync<InvalidOperationException>();
    }

    [Test]
    public async Task An_end_without_a_close_frame_can_be_had()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        peer.Misbehave(Fault.EndWithoutClose());

        (await client.ReadToEndAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task Nothing_is_sent_for_a_while()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        peer.Misbehave(Fault.Stall(Time));
        await client.SayAsync("a");
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Sent);
        var reading = client.ReadHexAsync(3);
        await server.AdvanceAsync(Time - TimeSpan.FromTicks(1));
        reading.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromTicks(1));

        (await reading).Should().Be(ClientBytes.Text("a"));
    }

    [Test]
    public async Task What_comes_after_the_stop_of_reading_is_never_looked_at()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        peer.Misbehave(Fault.StopReading());
        await server.Server.WhenIdleAsync();
        await client.SayAsync("a");
        await server.Server.StopAsync();

        server.Server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Received);
    }

    [Test]
    public async Task What_lasts_begins_now()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        await client.PingAsync(1);
        (await client.ReadHexAsync(3)).Should().Be("8A0101");
        peer.Misbehave(Fault.PongWithheld());
        peer.Misbehave(Fault.Duplicate());
        await client.PingAsync(2);
        await client.SayAsync("a");

        (await client.ReadHexAsync(6)).Should().Be(ClientBytes.Text("a") + ClientBytes.Text("a"));
    }

    [Test]
    public async Task The_pace_changes_in_the_middle_of_a_conversation()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        peer.Misbehave(Fault.Chunks(1, Time));
        await client.SayAsync("a");
        (await client.ReadHexAsync(1)).Should().Be("81");
        await server.AdvanceAsync(Time);
        (await client.ReadHexAsync(1)).Should().Be("01");
        await server.AdvanceAsync(Time);
        (await client.ReadHexAsync(1)).Should().Be("61");
    }

    [Test]
    public async Task The_connection_of_an_endpoint_without_faults_misbehaves_beside_one_that_has_some()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.At("/raw").At("/bad", bad => bad.Fault(Fault.Omit())), overTcp);
        var (client, peer) = await OpenAsync(server);

        peer.Misbehave(Fault.Duplicate());
        await client.SayAsync("a");

        (await client.ReadHexAsync(6)).Should().Be(ClientBytes.Text("a") + ClientBytes.Text("a"));
    }

    [Test]
    public async Task What_is_written_already_goes_out_before_the_first_fault_and_what_follows_after_it()
    {
        await using var server = await Misbehaving.AtRawAsync(
            raw => raw.OnOpen(then => then.Send("a").Fault(Fault.RawBytes(0xFF)).Send("b")).When(Text.Any, then => then.Send("c").Fault(Fault.Reset()).Send("d")),
            overTcp);
        var client = await server.OpenAsync();
        (await client.ReadHexAsync(7)).Should().Be(ClientBytes.Text("a") + "FF" + ClientBytes.Text("b"));

        await client.SayAsync("x");

        (await client.ReadToResetAsync()).Should().Be(ClientBytes.Text("c"));
    }

    [Test]
    public async Task A_client_that_takes_nothing_meets_the_fault_when_it_takes_what_waits()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);
        const int Length = 20_000_000;

        var sending = peer.SendBinaryAsync(new byte[Length]);
        peer.Misbehave(Fault.RawBytes(0xFF));
        sending.IsCompleted.Should().BeFalse();
        await client.ReadExactlyAsync(new byte[10 + Length]);

        (await client.ReadHexAsync(1)).Should().Be("FF");
        await sending;
    }

    [Test]
    public async Task It_is_an_error_where_it_cannot_be()
    {
        await using var server = await StartAsync();
        var (client, peer) = await OpenAsync(server);

        FluentActions.Invoking(() => peer.Misbehave(Fault.NeverAnswer())).Should().Throw<ArgumentException>().WithMessage("*\"neverAnswer\" is no action*");
        if (!overTcp)
        {
            FluentActions.Invoking(() => peer.Misbehave(Fault.ClosePort(Time))).Should().Throw<ArgumentException>()
                .WithMessage("by hand: the fault \"closePort\" needs a port, which the backend \"mockws\" in memory does not have.*");
        }

        await peer.CloseAsync();
        FluentActions.Invoking(() => peer.Misbehave(Fault.Reset())).Should().Throw<InvalidOperationException>().WithMessage("*is closing or closed*");
        (await client.ReadHexAsync(4)).Should().Be("880203E8");
    }

    [Test]
    public async Task Over_TLS_it_is_the_same()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn(overTcp ? ["wss://127.0.0.1:0"] : []));
        using var client = new ClientWebSocket();
        using var invoker = overTcp
            ? new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = CertificateTrust.Exactly(server.Certificate) } })
            : new HttpMessageInvoker(server.CreateHandler());
        await client.ConnectAsync(overTcp ? server.Url : new Uri("wss://mockws.local/"), invoker, default);
        var peer = await server.NextConnectionAsync();
        (await client.EchoAsync("a")).Should().Be("a");

        peer.Misbehave(Fault.Duplicate());
        (await client.EchoAsync("b")).Should().Be("b");
        (await client.ReceiveTextAsync()).Should().Be("b");
        peer.Misbehave(Fault.EndWithoutClose());

        await FluentActions.Awaiting(() => client.ReceiveTextAsync()).Should().ThrowAsync<WebSocketException>();
    }

    private Task<Misbehaving> StartAsync() => Misbehaving.StartAsync(mock => mock.At("/raw"), overTcp);

    private static async Task<(Stream Client, MockWsConnection Peer)> OpenAsync(Misbehaving server) =>
        (await server.OpenAsync(), await server.Server.NextConnectionAsync());
}
