using Microsoft.Extensions.Time.Testing;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Tls;

[CancelAfter(60_000)]
internal sealed class TlsStallTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task The_ClientHello_is_read_and_never_answered([Values] bool overTcp)
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.TlsStall()), overTcp);
        await using var client = await TlsClient.ConnectAsync(server);
        var handshake = client.AuthenticateAsync(server);
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await server.WhenIdleAsync(cancellation: Cancellation);
        _clock.Advance(TimeSpan.FromDays(1));
        await server.WhenIdleAsync(cancellation: Cancellation);

        handshake.IsSilent().Should().BeTrue();
        client.Received.Should().Be(0);
        await client.DisposeAsync();
        var lost = await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost, cancellation: Cancellation);
        lost.Text.Should().Be("the TLS handshake failed: the client left, and was never answered");
        await FluentActions.Awaiting(() => handshake).Should().ThrowAsync<Exception>();
    }

    [Test]
    public async Task The_ClientHello_is_answered_later_however_short_the_client_is_to_take([Values] bool overTcp)
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.TlsStall(TimeSpan.FromMinutes(1))), overTcp);
        await using var client = await TlsClient.ConnectAsync(server);
        var handshake = client.AuthenticateAsync(server);
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await server.WhenIdleAsync(cancellation: Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await server.WhenIdleAsync(cancellation: Cancellation);
        client.Received.Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await handshake;
        (await client.Tls.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        server.Journal.First().Text.Should().Be("tlsStall: the TLS handshake is answered 00:01:00 later");
    }

    [Test]
    public async Task A_client_that_takes_too_long_behind_a_stall_is_dropped()
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.TlsStall(TimeSpan.FromMinutes(1))), overTcp: false);
        await using var client = await TlsClient.ConnectAsync(server);
        var handshake = client.AuthenticateAsync(server);
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);
        client.Mute();
        await server.WhenIdleAsync(cancellation: Cancellation);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await handshake;

        await server.WhenIdleAsync(cancellation: Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(9));
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Lost);
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost, cancellation: Cancellation)).Text.Should().Be("the server dropped the connection");
    }

    [Test]
    public async Task The_time_for_which_the_server_stalls_on_connect_is_not_the_clients()
    {
        await using var server = await Misbehaving.StartAsync(mock => mock.Fault(Fault.Stall(TimeSpan.FromMinutes(1)), At.Connect));
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await server.AdvanceAsync(TimeSpan.FromMinutes(1));

        (await answer).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public void A_time_is_more_than_none() =>
        FluentActions.Invoking(() => Fault.TlsStall(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();

    private Task<MockWsServer> StartAsync(Action<MockWsServerBuilder> configure, bool overTcp) =>
        MockWsServer.StartAsync(mock => configure(mock.ListenOn(overTcp ? ["wss://127.0.0.1:0"] : []).UseTime(_clock)));
}
