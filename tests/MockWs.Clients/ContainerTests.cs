using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace MockWs.Clients;

/// <summary>The image of the tool: how small it is, what it may do, how it is found to be well, and how it ends.</summary>
[CancelAfter(120_000)]
internal sealed class ContainerTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task It_has_at_most_30_MB_and_is_not_root()
    {
        long.Parse(await ContainerImage.InspectAsync("{{.Size}}"), CultureInfo.InvariantCulture).Should().BeLessThanOrEqualTo(30_000_000);
        (await ContainerImage.InspectAsync("{{.Config.User}}")).Should().Be("10001:10001");
        (await ContainerImage.InspectAsync("{{json .Config.Healthcheck.Test}}")).Should().Be("""["CMD","/mockws","health"]""");
        (await ContainerImage.InspectAsync("{{json .Config.Cmd}}")).Should().Be("""["/scenarios","--url","ws://0.0.0.0:8080"]""");
        (await ContainerImage.InspectAsync("{{json .Config.ExposedPorts}}")).Should().Be("""{"8080/tcp":{}}""");
    }

    [Test]
    public async Task It_echoes_from_a_file_system_that_cannot_be_written()
    {
        await using var container = await Container.StartAsync([], "/scenarios", "--port", "0");
        var url = await container.Tool.UrlAsync("ws");
        (await Programs.RunPythonAsync("echo.py", url.ToString(), "deflate")).Should().Be(Conversation.Printed(isCompressed: true));
    }

    [Test]
    public async Task It_says_what_the_mounted_scenarios_say()
    {
        // Not a folder that only its owner may read: the tool is another user.
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "greet.json"),
            """{ "endpoints": [ { "path": "/{name}", "onOpen": [ { "send": "Hello {{path.name}} at {{ '2026-07-01T12:00:00Z' | time_zone: 'Europe/Paris' | date: '%H:%M' }}" } ] } ] }""");
        await using (var container = await Container.StartAsync(["--volume", $"{folder.FullName}:/scenarios:ro"], "/scenarios", "--port", "0"))
        {
            using var client = new ClientWebSocket();
            await client.ConnectAsync(new Uri(await container.Tool.UrlAsync("ws"), "/Ada"), Cancellation);
            var buffer = new byte[100];
            var received = await client.ReceiveAsync(buffer, Cancellation);
            Encoding.UTF8.GetString(buffer, 0, received.Count).Should().Be("Hello Ada at 14:00");
        }

        folder.Delete(recursive: true);
    }

    [Test]
    public async Task It_speaks_TLS()
    {
        await using var container = await Container.StartAsync([], "--tls", "--port", "0");
        using var client = new ClientWebSocket();
        client.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        await client.ConnectAsync(await container.Tool.UrlAsync("wss"), Cancellation);
        client.State.Should().Be(WebSocketState.Open);
    }

    [Test]
    public async Task It_says_itself_whether_it_is_well()
    {
        await using var container = await Container.StartAsync([], "--port", "0");
        var url = await container.Tool.UrlAsync("ws");
        (await container.ExecuteAsync("/mockws", "health", $"http://localhost:{url.Port}")).Should().Be(0);
        (await container.ExecuteAsync("/mockws", "health", "http://localhost:1")).Should().Be(1);
    }

    [Test]
    public async Task It_stops_in_good_order_within_the_second_that_it_is_given()
    {
        await using var container = await Container.StartAsync([], "--port", "0");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(await container.Tool.UrlAsync("ws"), Cancellation);
        var closing = client.ReceiveAsync(new byte[1], Cancellation);
        await container.StopAsync();
        (await closing).CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
        (await container.Tool.EndAsync()).ExitCode.Should().Be(0, "a process that the engine kills ends with 137");
    }

    [Test]
    public async Task It_ends_at_once_where_it_is_stopped_while_it_starts()
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}"));
        var pipe = Path.Combine(folder.FullName, "slow.json");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync(Cancellation);
        }

        await using (var container = await Container.StartAsync(["--volume", $"{folder.FullName}:/scenarios:ro"], "/scenarios/slow.json"))
        {
            // Opened when somebody reads it: from here on the tool waits for its scenario.
            await using var scenario = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), Cancellation);
            await container.StopAsync();
            (await container.Tool.EndAsync()).ExitCode.Should().Be(143, "SIGTERM ends it; a process that the engine kills ends with 137");
        }

        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Its_API_is_to_be_had_by_the_names_that_its_environment_gives()
    {
        await using var container = await Container.StartAsync(["--env", "MOCKWS_API_HOSTS=mock.example, other.example"], "--port", "0");
        var url = new Uri(SharedTool.PageOf(await container.Tool.UrlAsync("ws")), "/__mockws/health");
        using var client = new HttpClient();
        (await StatusAsync("other.example")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync("foreign.example")).Should().Be(HttpStatusCode.MisdirectedRequest);

        async Task<HttpStatusCode> StatusAsync(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Host = host } };
            using var response = await client.SendAsync(request, Cancellation);
            return response.StatusCode;
        }
    }

    [Test]
    public async Task It_is_a_gate_of_a_pipeline()
    {
        var output = Directory.CreateTempSubdirectory("mockws-pipeline-");
        var (exitCode, said) = await ContainerImage.RunPipelineAsync(output.FullName);
        exitCode.Should().Be(0, "it wrote {0}", said);
        File.ReadAllText(Path.Combine(output.FullName, "transcript.txt")).Should().Contain("there is no B-7").And.Contain("come again");
        output.Delete(recursive: true);
    }
}
