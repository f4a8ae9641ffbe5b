using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using MockWs.Configuration;
using MockWs.Recording;
using MockWs.Server.Admin;
using MockWs.Server.Commands;
using MockWs.Transports.Tls;

namespace MockWs.Server.Tests;

/// <summary>The faults of TLS in the tool, where Kestrel speaks TLS.</summary>
[CancelAfter(60_000)]
internal sealed class TlsFaultTests
{
    private const string SecondExpired = """{ "faults": [ { "expiredCertificate": {}, "connection": 2 } ] }""";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task The_second_client_is_shown_a_certificate_that_has_expired()
    {
        await using var tool = await StartAsync(SecondExpired, options => options with { IsSecure = true });

        await ConnectAsync(tool);
        (await FluentActions.Awaiting(() => ConnectAsync(tool)).Should().ThrowAsync<WebSocketException>()).WithInnerException<HttpRequestException>()
            .WithInnerException<AuthenticationException>();
        await ConnectAsync(tool);

        tool.Server.Journal.Where(entry => entry.Kind is JournalEntryKind.Opened or JournalEntryKind.Fault).Select(entry => (entry.Connection, entry.Kind))
            .Should().Equal((1, JournalEntryKind.Opened), (2, JournalEntryKind.Fault), (3, JournalEntryKind.Opened));
    }

    [Test]
    public async Task An_API_with_a_port_of_its_own_does_not_count()
    {
        await using var tool = await StartAsync(SecondExpired, options => options with { IsSecure = true, Api = new ApiSettings { Port = 0 } });
        using var http = new HttpClient(Trusting(tool));

        for (var i = 0; i < 3; i++)
        {
            (await http.GetFromJsonAsync<JsonNode>(new Uri(tool.Api, "/__mockws/health"), Cancellation))!["status"].Should().NotBeNull();
        }

        await ConnectAsync(tool);
        await FluentActions.Awaiting(() => ConnectAsync(tool)).Should().ThrowAsync<WebSocketException>();
    }

    [Test]
    public async Task A_tool_without_TLS_does_not_start_with_such_a_fault()
    {
        (await FluentActions.Awaiting(() => StartAsync(SecondExpired)).Should().ThrowAsync<ScenarioException>())
            .WithMessage("*the fault \"expiredCertificate\" needs TLS of choice, which the backend \"mockws\"*without wss://*listen on wss://*");
    }

    [Test]
    public async Task A_tool_without_TLS_takes_no_scenario_with_such_a_fault()
    {
        await using var tool = await Tool.StartAsync();

        var (status, body) = await tool.AskAsync(HttpMethod.Put, "scenario", SecondExpired);

        status.Should().Be((int)HttpStatusCode.BadRequest);
        body.Should().Contain("without wss://");
    }

    [Test]
    public async Task The_tool_stops_in_time_while_a_TLS_handshake_is_stalled()
    {
        await using var tool = await StartAsync("""{ "faults": [ { "tlsStall": {} } ] }""", options => options with { IsSecure = true });
        var connecting = ConnectAsync(tool);
        await tool.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault, cancellation: Cancellation);

        await tool.StopAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await FluentActions.Awaiting(() => connecting).Should().ThrowAsync<WebSocketException>();
    }

    private static async Task<Tool> StartAsync(string scenario, Func<ServeOptions, ServeOptions>? configure = null)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(file, scenario, Cancellation);
        try
        {
            return await Tool.StartAsync(options => (configure?.Invoke(options) ?? options) with { Scenarios = [file] });
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static SocketsHttpHandler Trusting(Tool tool)
    {
        var handler = new SocketsHttpHandler();
        handler.TrustExactly(tool.Server.Certificate);
        return handler;
    }

    private static async Task ConnectAsync(Tool tool)
    {
        using var handler = Trusting(tool);
        using var invoker = new HttpMessageInvoker(handler);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(tool.Url, invoker, Cancellation);
    }
}
