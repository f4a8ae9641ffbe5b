using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Tls;

[CancelAfter(60_000)]
internal sealed class CertificateFaultsTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    private static IEnumerable<TestCaseData> Wrong =>
    [
        new(Fault.ExpiredCertificate(), SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid),
        new(Fault.WrongHostCertificate(), SslPolicyErrors.RemoteCertificateNameMismatch, X509ChainStatusFlags.NoError),
        new(Fault.UntrustedCertificate(), SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.PartialChain),
    ];

    [TestCaseSource(nameof(Wrong))]
    public async Task A_certificate_is_wrong_in_one_thing_alone(Fault fault, SslPolicyErrors errors, X509ChainStatusFlags chain)
    {
        foreach (var overTcp in new[] { false, true })
        {
            await using var server = await StartAsync(mock => mock.Fault(fault), overTcp);

            foreach (var host in new[] { "localhost", "127.0.0.1", "chat.example" })
            {
                var verdict = await TlsClient.LookAsync(server, host);
                (verdict.Errors, verdict.Chain).Should().Be((errors, chain), host);
            }
        }
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_client_that_refuses_it_never_sends_its_request(Fault fault, SslPolicyErrors errors, X509ChainStatusFlags chain)
    {
        foreach (var overTcp in new[] { false, true })
        {
            await using var server = await StartAsync(mock => mock.Fault(fault), overTcp);
            await using var client = await TlsClient.ConnectAsync(server);

            await FluentActions.Awaiting(() => client.AuthenticateAsync(server)).Should().ThrowAsync<AuthenticationException>($"of {errors} {chain}");
            await client.DisposeAsync();

            await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost, cancellation: Cancellation);
            server.Journal.Select(entry => entry.Kind).Should().Equal(JournalEntryKind.Fault, JournalEntryKind.Lost);
            server.Journal.First().Text.Should().Be(fault.ToString());
        }
    }

    [Test]
    public async Task Without_a_fault_the_certificate_is_the_servers_own()
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.ExpiredCertificate(), connection: 2), overTcp: true);

        var verdict = await TlsClient.LookAsync(server);

        verdict.Should().Match<Verdict>(one => one.Errors == SslPolicyErrors.None && one.Shown.Equals(server.Certificate));
        server.Journal.Should().NotContain(entry => entry.Kind == JournalEntryKind.Fault);
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_client_that_does_not_look_is_served(Fault fault, SslPolicyErrors errors, X509ChainStatusFlags chain)
    {
        await using var server = await StartAsync(mock => mock.Fault(fault), overTcp: true);
        await using var client = await TlsClient.ConnectAsync(server);

        await client.AuthenticateAsync(server, accept: verdict => (verdict.Errors, verdict.Chain) == (errors, chain));

        (await client.Tls.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        await client.Tls.SayAsync("a");
        (await client.Tls.ReadHexAsync(3)).Should().Be(ClientBytes.Text("a"));
    }

    [Test]
    public async Task A_client_that_connects_anew_meets_it_where_its_turn_is()
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.ExpiredCertificate(), connection: 2), overTcp: false);
        using var handler = server.CreateHandler();
        using var invoker = new HttpMessageInvoker(handler);

        await ConnectAsync();
        (await FluentActions.Awaiting(ConnectAsync).Should().ThrowAsync<WebSocketException>()).WithInnerException<HttpRequestException>()
            .WithInnerException<AuthenticationException>();
        await ConnectAsync();

        server.Journal.Where(entry => entry.Kind is JournalEntryKind.Opened or JournalEntryKind.Fault).Select(entry => (entry.Connection, entry.Kind))
            .Should().Equal((1, JournalEntryKind.Opened), (2, JournalEntryKind.Fault), (3, JournalEntryKind.Opened));

        async Task ConnectAsync()
        {
            using var client = new ClientWebSocket();
            await client.ConnectAsync(new Uri("wss://chat.example/"), invoker, Cancellation);
        }
    }

    [Test]
    public async Task It_expired_as_long_ago_as_is_said()
    {
        var before = TimeProvider.System.GetUtcNow().AddDays(-30);
        await using var server = await StartAsync(mock => mock.Fault(Fault.ExpiredCertificate(TimeSpan.FromDays(30))), overTcp: false);

        var end = new DateTimeOffset((await TlsClient.LookAsync(server)).Shown.NotAfter.ToUniversalTime());

        // Certificates know whole seconds.
        end.Should().BeOnOrAfter(before.AddSeconds(-1)).And.BeOnOrBefore(TimeProvider.System.GetUtcNow().AddDays(-30));
        server.Journal.First().Text.Should().Be("expiredCertificate: the certificate expired 30.00:00:00 ago (RFC 6455 4.1, RFC 5280 6.1.3)");
    }

    [TestCase("other.example")]
    [TestCase("192.0.2.1")]
    [TestCase("2001:db8::1")]
    public async Task It_is_of_the_host_that_is_said_and_of_no_other(string host)
    {
        await using var server = await StartAsync(mock => mock.Fault(Fault.WrongHostCertificate(host)), overTcp: false);

        (await TlsClient.LookAsync(server)).Hosts.Should().Equal(host);
        (await TlsClient.LookAsync(server, host)).Errors.Should().Be(SslPolicyErrors.None);
    }

    [Test]
    public async Task Several_go_together()
    {
        await using var server = await StartAsync(
            mock => mock.Fault(Fault.ExpiredCertificate()).Fault(Fault.WrongHostCertificate()).Fault(Fault.UntrustedCertificate()), overTcp: false);

        var verdict = await TlsClient.LookAsync(server);

        verdict.Errors.Should().Be(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch);
        verdict.Chain.Should().HaveFlag(X509ChainStatusFlags.PartialChain);
        verdict.Shown.NotAfter.ToUniversalTime().Should().BeBefore(TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    [Test]
    public async Task It_happens_as_often_as_chance_will_have_it_the_same_in_each_run()
    {
        List<bool> first = await RunAsync(), second = await RunAsync();

        first.Should().Equal(second).And.Contain(true).And.Contain(false);

        static async Task<List<bool>> RunAsync()
        {
            await using var server = await StartAsync(mock => mock.Fault(Fault.UntrustedCertificate(), chance: 0.5), overTcp: false);
            var wrong = new List<bool>();
            for (var i = 0; i < 16; i++)
            {
                wrong.Add((await TlsClient.LookAsync(server)).Errors != SslPolicyErrors.None);
            }

            return wrong;
        }
    }

    [Test]
    public async Task A_client_without_TLS_does_not_meet_it()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0", "wss://127.0.0.1:0").Fault(Fault.UntrustedCertificate()));
        using var client = new ClientWebSocket();

        await client.ConnectAsync(server.Url, Cancellation);

        (await TlsClient.LookAsync(server)).Errors.Should().Be(SslPolicyErrors.RemoteCertificateChainErrors);
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Fault).Select(entry => entry.Connection).Should().Equal(2);
    }

    [Test]
    public async Task A_server_without_TLS_does_not_start()
    {
        var start = () => MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0").Fault(Fault.ExpiredCertificate()).Fault(Fault.Reset()));

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage(
            """
            faults: the fault "expiredCertificate" needs TLS of choice, which the backend "mockws" without wss:// does not have.
            Use another backend, listen on wss://, or leave that out.
            """);
    }

    [Test]
    public void A_scenario_is_read_before_it_is_said_where_the_server_listens()
    {
        var mock = new MockWsServerBuilder().UseScenarioText("""{ "backend": "mockws", "faults": [ { "untrustedCertificate": {} } ] }""").ListenOn("wss://127.0.0.1:0");

        mock.Options.Invoking(options => options.Validate()).Should().NotThrow();
    }

    [Test]
    public void A_setting_that_no_certificate_can_have_is_an_error()
    {
        FluentActions.Invoking(() => Fault.ExpiredCertificate(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.ExpiredCertificate(TimeSpan.FromDays(3651))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.WrongHostCertificate("not a host")).Should().Throw<ArgumentException>().WithMessage("\"not a host\" is no host: give a DNS name*");
    }

    private static Task<MockWsServer> StartAsync(Action<MockWsServerBuilder> configure, bool overTcp) =>
        MockWsServer.StartAsync(mock => configure(mock.ListenOn(overTcp ? ["wss://127.0.0.1:0"] : [])));
}
