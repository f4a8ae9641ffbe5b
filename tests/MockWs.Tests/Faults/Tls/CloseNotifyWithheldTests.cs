using System.Net.WebSockets;
using System.Security.Authentication;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Tls;

[CancelAfter(60_000)]
internal sealed class CloseNotifyWithheldTests
{
    private const int Data = 23;
    private const int Alert = 21;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task TCP_ends_behind_the_close_frame_without_close_notify([Values] bool overTcp, [Values] bool ofServer)
    {
        await using var server = await StartAsync(
            mock => (ofServer ? mock.Fault(Fault.CloseNotifyWithheld()) : mock).At("/raw", raw => _ = ofServer ? raw : raw.Fault(Fault.CloseNotifyWithheld())), overTcp);
        await using var client = await OpenAsync(server);

        await client.Tls.CloseAsync();

        (await client.Tls.ReadToEndAsync()).Should().Be("880203E8");
        client.LastRecordType.Should().Be(Data);
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);
        server.Journal.Single(entry => entry.Kind == JournalEntryKind.Closed).CloseCode.Should().Be(1000);
        server.Journal.Last().Text.Should().Be("closeNotifyWithheld: TCP ends without the close_notify of TLS (RFC 8446 6.1)");
    }

    [Test]
    public async Task Without_the_fault_close_notify_is_the_last_that_comes([Values] bool overTcp)
    {
        await using var server = await StartAsync(mock => mock.At("/raw", raw => raw.Fault(Fault.CloseNotifyWithheld(), connection: 2)), overTcp);
        await using var client = await OpenAsync(server);

        await client.Tls.CloseAsync();

        (await client.Tls.ReadToEndAsync()).Should().Be("880203E8");
        client.LastRecordType.Should().Be(Alert);
    }

    [Test]
    public async Task In_the_middle_of_a_frame_it_looks_as_if_somebody_had_cut_the_rest_off([Values] bool overTcp)
    {
        await using var server = await StartAsync(
            mock => mock.At("/raw", raw => raw.Fault(Fault.CloseNotifyWithheld()).Fault(Fault.EndWithoutClose(), At.MidFrame())), overTcp);
        await using var client = await OpenAsync(server);

        await client.Tls.SayAsync("half");

        (await client.Tls.ReadToEndAsync()).Should().Be("8104" + Convert.ToHexString("ha"u8));
        client.LastRecordType.Should().Be(Data);
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Fault).Select(entry => entry.Text.Split(':')[0])
            .Should().Equal("endWithoutClose", "closeNotifyWithheld");
    }

    [Test]
    public async Task From_the_TLS_handshake_on_it_is_left_out_behind_a_refusal_too([Values] bool overTcp)
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.CloseNotifyWithheld(), At.TlsHandshake).At("/raw"), overTcp);
        await using var client = await ConnectAsync(server);

        await client.Tls.WriteAsync("GET /other HTTP/1.1\r\n\r\n"u8.ToArray(), Cancellation);

        (await client.Tls.ReadToEndAsync()).Should().StartWith(Convert.ToHexString("HTTP/1.1 4"u8));
        client.LastRecordType.Should().Be(Data);
    }

    [Test]
    public async Task A_client_without_TLS_does_not_meet_it()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0", "wss://127.0.0.1:0").Fault(Fault.CloseNotifyWithheld()));
        using var client = new ClientWebSocket();
        await client.ConnectAsync(server.Url, Cancellation);

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

        await server.StopAsync();
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Fault);
    }

    [Test]
    public async Task A_server_without_TLS_does_not_start() =>
        (await FluentActions.Awaiting(() => MockWsServer.StartAsync(mock => mock.At("/", x => x.Fault(Fault.CloseNotifyWithheld())))).Should().ThrowAsync<ArgumentException>())
            .WithMessage("/, faults: the fault \"closeNotifyWithheld\" needs TLS of choice, which the backend \"mockws\" without wss:// does not have.*");

    private static Task<MockWsServer> StartAsync(Action<MockWsServerBuilder> configure, bool overTcp) =>
        MockWsServer.StartAsync(mock => configure(mock.ListenOn(overTcp ? ["wss://127.0.0.1:0"] : [])));

    private static async Task<TlsClient> OpenAsync(MockWsServer server)
    {
        var client = await ConnectAsync(server);
        (await client.Tls.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        return client;
    }

    private static async Task<TlsClient> ConnectAsync(MockWsServer server)
    {
        var client = await TlsClient.ConnectAsync(server);
        await client.AuthenticateAsync(server, version: SslProtocols.Tls12);
        return client;
    }
}
