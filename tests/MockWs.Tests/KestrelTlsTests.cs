using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Faults.Tls;
using MockWs.Tests.Server;
using MockWs.Transports.Tls;

namespace MockWs.Tests;

/// <summary>TLS of a mock server under Kestrel, and what goes wrong in it.</summary>
[CancelAfter(60_000)]
internal sealed class KestrelTlsTests
{
    private const string Page = "the application's";

    private readonly FakeTimeProvider _clock = new();
    private MockWsServer _server = null!;
    private WebApplication _app = null!;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Without_a_fault_both_the_mock_server_and_the_application_are_served()
    {
        await StartAsync(_ => { });
        using var handler = new SocketsHttpHandler();
        handler.TrustExactly(_server.Certificate);
        using var http = new HttpClient(handler);

        (await http.GetStringAsync(new Uri($"https://127.0.0.1:{Port}/page"), Cancellation)).Should().Be(Page);
        await using var client = await DialAsync();
        (await client.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");

        _server.Journal.Select(entry => (entry.Connection, entry.Kind)).Should().Equal((1, JournalEntryKind.Opened));
    }

    [Test]
    public async Task A_client_that_connects_anew_meets_a_wrong_certificate_where_its_turn_is([Values(SslProtocols.Tls12, SslProtocols.Tls13)] SslProtocols version)
    {
        await StartAsync(mock => mock.Fault(Fault.ExpiredCertificate(), connection: 2));

        await using var first = await DialAsync(version);
        (await first.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        await FluentActions.Awaiting(() => DialAsync(version)).Should().ThrowAsync<AuthenticationException>();
        await using var third = await DialAsync(version);
        (await third.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");

        await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost && entry.Connection == 2, cancellation: Cancellation);
        _server.Journal.Where(entry => entry.Connection == 2).Select(entry => entry.Kind).Should().Equal(JournalEntryKind.Fault, JournalEntryKind.Lost);
        _server.Journal.Where(entry => entry.Kind == JournalEntryKind.Opened).Select(entry => entry.Connection).Should().Equal(1, 3);
    }

    [Test]
    public async Task A_connection_of_the_application_counts_and_is_let_go_of()
    {
        await StartAsync(mock => mock.Fault(Fault.UntrustedCertificate(), connection: 3));
        await using var page = await DialAsync();
        await page.WriteAsync("GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancellation);
        (await page.ReadHeadAsync()).Should().StartWith("HTTP/1.1 200 ");

        await using var client = await DialAsync();
        (await client.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        await FluentActions.Awaiting(() => DialAsync()).Should().ThrowAsync<AuthenticationException>();

        // Stopping drops the clients, and not the application's.
        await _server.StopAsync();
        await page.ReadExactlyAsync(new byte[Page.Length], Cancellation);
        await page.WriteAsync("GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancellation);
        (await page.ReadHeadAsync()).Should().StartWith("HTTP/1.1 200 ");
        _server.Journal.Should().NotContain(entry => entry.Connection == 1);
    }

    [Test]
    public async Task The_ClientHello_is_never_answered()
    {
        await StartAsync(mock => mock.Fault(Fault.TlsStall()));
        var socket = await ConnectAsync();
        var handshake = AuthenticateAsync(socket);
        await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await _server.WhenIdleAsync(cancellation: Cancellation);
        _clock.Advance(TimeSpan.FromDays(1));
        await _server.WhenIdleAsync(cancellation: Cancellation);

        handshake.IsCompleted.Should().BeFalse();
        socket.Dispose();
        (await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost, cancellation: Cancellation)).Text
            .Should().Be("the client left during the TLS handshake");
        await FluentActions.Awaiting(() => handshake).Should().ThrowAsync<Exception>();
    }

    [Test]
    public async Task The_ClientHello_is_answered_later_however_short_the_client_is_to_take()
    {
        await StartAsync(mock => mock.Fault(Fault.TlsStall(TimeSpan.FromMinutes(1))));
        var dialing = DialAsync();
        await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await _server.WhenIdleAsync(cancellation: Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(59));
        await _server.WhenIdleAsync(cancellation: Cancellation);
        dialing.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await using var client = await dialing;
        (await client.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public async Task A_client_that_says_nothing_is_dropped_by_the_servers_clock()
    {
        await StartAsync(_ => { });
        using var socket = await ConnectAsync();

        var end = socket.ReceiveAsync(new byte[1], Cancellation).AsTask();
        while (!end.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await end.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Test]
    public async Task TCP_ends_without_close_notify()
    {
        await StartAsync(mock => mock.Fault(Fault.CloseNotifyWithheld()));
        await using var client = await TlsClient.ConnectAsync(Port);
        await client.AuthenticateAsync(_server, version: SslProtocols.Tls12);
        await client.Tls.HandshakeAsync();

        await client.Tls.WriteAsync(Convert.FromHexString("888200000000" + "03E8"), Cancellation);

        (await client.Tls.ReadToEndAsync()).Should().Be("880203E8");
        client.LastRecordType.Should().Be(23);
        _server.Journal.Should().ContainSingle(entry => entry.Kind == JournalEntryKind.Fault);
    }

    [Test]
    public async Task Stopping_ends_in_time_while_a_TLS_handshake_is_stalled([Values] bool ofKestrel, [Values] bool forEver)
    {
        await StartAsync(mock => mock.Fault(Fault.TlsStall(forEver ? null : TimeSpan.FromHours(1))));
        var dialing = DialAsync();
        await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await (ofKestrel ? _app.StopAsync(Cancellation) : _server.StopAsync()).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await FluentActions.Awaiting(() => dialing).Should().ThrowAsync<Exception>();
        (await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost, cancellation: Cancellation)).Connection.Should().Be(1);
    }

    [Test]
    public async Task A_fault_that_cannot_happen_because_TLS_is_another_ones_is_an_error_that_says_what_to_do()
    {
        await StartAsync(mock => mock.Fault(Fault.ExpiredCertificate()), endpoint => endpoint.UseHttps(_server.Certificate).UseMockWs(_server));

        await using var client = await DialAsync();
        (await client.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");

        _server.Journal.Single(entry => entry.Kind == JournalEntryKind.Error).Text.Should().Be(
            "the fault \"expiredCertificate\" cannot happen here, because TLS is not this server's. Put UseHttps(server) in the place of the UseHttps before UseMockWs(server).");
    }

    private int Port => new Uri(_app.Urls.Single()).Port;

    private async Task StartAsync(Action<MockWsServerBuilder> configure, Action<ListenOptions>? listen = null)
    {
        _server = await MockWsServer.StartAsync(mock =>
        {
            configure(mock.InMemory().UseTime(_clock));
            mock.Options.StopTimeout = TimeSpan.FromMilliseconds(200);
        });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            (listen ?? (one => one.UseHttps(_server).UseMockWs(_server)))(endpoint);
        }));
        _app = builder.Build();
        _app.Run(context =>
        {
            context.Response.ContentLength = Page.Length;
            return context.Response.WriteAsync(Page, Cancellation);
        });
        await _app.StartAsync(Cancellation);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Port, Cancellation);
        return socket;
    }

    private async Task<SslStream> DialAsync(SslProtocols version = SslProtocols.None) => await AuthenticateAsync(await ConnectAsync(), version);

    private async Task<SslStream> AuthenticateAsync(Socket socket, SslProtocols version = SslProtocols.None)
    {
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, CertificateTrust.Exactly(_server.Certificate));
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version }, Cancellation);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
