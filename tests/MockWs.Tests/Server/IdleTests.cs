using System.Net.Security;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Wire;
using MockWs.Transports.Tls;
using MockWs.Wire;

namespace MockWs.Tests.Server;

/// <summary>A client that stays after its last word does not keep the server busy. The clock stands still, so no timeout helps.</summary>
internal sealed class IdleTests
{
    private MockWsServer _server;
    private Stream _client;

    [SetUp]
    public async Task ConnectAsync()
    {
        _server = await MockWsServer.StartAsync(mock => mock.InMemory().UseTime(new FakeTimeProvider()));
        _client = _server.ConnectInMemory();
        await _client.HandshakeAsync();
    }

    [TearDown]
    public async Task DisconnectAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_client_that_stays_after_its_close_leaves_the_server_idle([Values] bool sendsOn)
    {
        await _client.WriteAsync(ClientFrames.Frame(Opcode.Close, ClientFrames.Hex("03 e8")));
        await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed);
        if (sendsOn)
        {
            await _client.WriteAsync(ClientFrames.Text("late"));
        }

        await _server.Invoking(server => server.WhenIdleAsync()).Should().NotThrowAsync();
    }

    [Test]
    public async Task A_client_that_stays_after_a_violation_leaves_the_server_idle()
    {
        await _client.WriteAsync(ClientFrames.Frame(Opcode.Continuation, []));

        await _server.Invoking(server => server.WhenIdleAsync()).Should().NotThrowAsync();
    }

    [Test]
    public async Task A_client_that_says_nothing_over_TLS_in_memory_leaves_the_server_idle([Values] bool isOpen)
    {
        await using var wire = _server.ConnectInMemory(isSecure: true);
        await using var client = new SslStream(wire, leaveInnerStreamOpen: false, CertificateTrust.Exactly(_server.Certificate));
        await client.AuthenticateAsClientAsync("localhost");
        if (isOpen)
        {
            await client.HandshakeAsync();
        }

        await _server.Invoking(server => server.WhenIdleAsync()).Should().NotThrowAsync();
    }
}
