using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MockWs.Transports.Tls;

namespace MockWs.Clients;

/// <summary>The tool as a process: what it says, what it answers, how it ends.</summary>
[CancelAfter(30_000)]
internal sealed class ToolTests
{
    private const string Upgrade =
        "GET /raw HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task It_says_where_it_listens_and_where_the_page_is()
    {
        await using var tool = ToolProcess.Start("--port", "0");
        var url = await tool.UrlAsync("ws");
        await tool.LineAsync(@"^Ctrl\+C stops it\.$");
        tool.Lines.Should().Equal($"Listening on ws://localhost:{url.Port}/, with a page at http://localhost:{url.Port}/", "Ctrl+C stops it.");
    }

    [Test]
    public async Task It_makes_a_certificate_and_says_which()
    {
        await using var tool = ToolProcess.Start("--tls", "--port", "0");
        var url = await tool.UrlAsync("wss");
        var fingerprint = (await tool.LineAsync("its SHA-256 is ([0-9a-f]{64})$")).Groups[1].Value;
        using var client = new ClientWebSocket();
        client.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            fingerprint.Equals(certificate!.GetCertHashString(HashAlgorithmName.SHA256), StringComparison.OrdinalIgnoreCase);
        await client.ConnectAsync(url, Cancellation);
        client.State.Should().Be(WebSocketState.Open);
    }

    [Test]
    public async Task A_PFX_file_with_its_password_is_a_certificate_too()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.pfx");
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        await File.WriteAllBytesAsync(file, server.Certificate.Export(X509ContentType.Pkcs12, "secret"));
        await using var tool = ToolProcess.Start("--port", "0", "--cert", file, "--cert-password", "secret");
        using var client = new ClientWebSocket();
        client.Options.TrustExactly(server.Certificate);
        await client.ConnectAsync(await tool.UrlAsync("wss"), Cancellation);
        client.State.Should().Be(WebSocketState.Open);
        File.Delete(file);
    }

    [Test]
    public async Task It_logs_who_connects_what_comes_and_who_leaves()
    {
        await using var tool = ToolProcess.Start("--port", "0");
        var url = await tool.UrlAsync("ws");
        using (var client = new ClientWebSocket())
        {
            await client.ConnectAsync(new Uri(url, "/chat/%1B%5B2J"), Cancellation);
            await client.SendAsync("line 1\nline 2"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
            await client.SendAsync(new byte[] { 0, 255 }, WebSocketMessageType.Binary, true, Cancellation);
            await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "done", Cancellation);
            await tool.LineAsync("disconnected");
        }

        tool.Lines.Skip(2).Should().SatisfyRespectively(
            line => line.Should().MatchRegex(@"^\d\d:\d\d:\d\d\.\d{3}  #1   connected     /chat/\\u001b\[2J from (127\.0\.0\.1|\[::1\]):\d+$"),
            line => line.Should().EndWith("""  #1   received      text   13 bytes  "line 1\nline 2" """.TrimEnd()),
            line => line.Should().EndWith("  #1   received      binary 2 bytes  00 ff"),
            line => line.Should().EndWith("""  #1   disconnected  1000 "done" by the client"""));
    }

    [Test]
    public async Task It_logs_a_client_that_breaks_the_protocol_and_one_that_is_refused()
    {
        await using var tool = ToolProcess.Start("--port", "0");
        var url = await tool.UrlAsync("ws");
        using var broken = await SendAsync(url, [.. Encoding.ASCII.GetBytes(Upgrade), 0x81, 0x00]);
        await tool.LineAsync("#1 +violation +1002: .*RFC 6455");
        await tool.LineAsync("#1 +disconnected +1002 .* by the server$");
        using var refused = await SendAsync(url, Encoding.ASCII.GetBytes(Upgrade.Replace("Version: 13", "Version: 8", StringComparison.Ordinal)));
        await tool.LineAsync(@"#2 +refused +GET /raw HTTP/1\.1 -> 426 from 127\.0\.0\.1:\d+$");
    }

    [Test]
    public async Task Quiet_it_says_nothing_of_its_clients()
    {
        await using var tool = ToolProcess.Start("--quiet", "--port", "0");
        using (var client = new ClientWebSocket())
        {
            await client.ConnectAsync(await tool.UrlAsync("ws"), Cancellation);
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        }

        await tool.TerminateAsync();
        (await tool.EndAsync()).Should().Be((0, ""));
        tool.Lines.Should().HaveCount(2);
    }

    [TestCase("GET", "/", 200, "<!DOCTYPE html>")]
    [TestCase("HEAD", "/", 200, "")]
    [TestCase("POST", "/", 405, "The page can be had with GET, not with POST.")]
    [TestCase("GET", "/favicon.ico", 404, "There is nothing here.")]
    [TestCase("POST", "/chat", 404, "There is nothing here.")]
    public async Task What_asks_for_no_WebSocket_gets_the_page_or_a_sentence(string method, string path, int status, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(SharedTool.PageOf(SharedTool.Url), path));
        using var response = await http.SendAsync(request, Cancellation);
        ((int)response.StatusCode).Should().Be(status);
        (await response.Content.ReadAsStringAsync(Cancellation)).Should().StartWith(body);
    }

    [TestCase("/", "text/html; charset=utf-8")]
    [TestCase("/__mockws/", "text/html; charset=utf-8")]
    [TestCase("/__mockws", "text/html; charset=utf-8")]
    [TestCase("/__mockws/console/main.js", "text/javascript; charset=utf-8")]
    [TestCase("/__mockws/console/base.css", "text/css; charset=utf-8")]
    [TestCase("/__mockws/console/icon.svg", "image/svg+xml")]
    public async Task The_files_of_the_console_have_types_a_tag_and_a_policy_and_come_once(string path, string type)
    {
        using var http = new HttpClient();
        var url = new Uri(SharedTool.PageOf(SharedTool.Url), path);
        using var first = await http.GetAsync(url, Cancellation);
        first.Content.Headers.ContentType!.ToString().Should().Be(type);
        first.Headers.CacheControl!.NoCache.Should().BeTrue();
        first.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Which.Should().StartWith("default-src 'none'; script-src 'self';");
        using var again = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await http.SendAsync(again, Cancellation);
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [TestCase("/__mockws/console/")]
    [TestCase("/__mockws/console/nothing.js")]
    [TestCase("/__mockws/console/%2e%2e/index.html")]
    [TestCase("/__mockws/console/..%2fMockWs.Server.dll")]
    public async Task The_console_has_no_other_files(string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(SharedTool.PageOf(SharedTool.Url), path), Cancellation);
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_handshake_without_its_Upgrade_header_is_told_what_is_wrong()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, SharedTool.PageOf(SharedTool.Url));
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        using var response = await http.SendAsync(request, Cancellation);
        response.StatusCode.Should().Be(HttpStatusCode.UpgradeRequired);
        (await response.Content.ReadAsStringAsync(Cancellation)).Should().Contain("RFC 6455 4.2.1");
    }

    [Test]
    public async Task A_port_in_use_is_an_error_that_names_it()
    {
        var port = SharedTool.Url.Port;
        await using var tool = ToolProcess.Start("--port", $"{port}");
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(3);
        errors.Should().Be(
            $"mockws: Port {port} on 127.0.0.1 is in use by another program. Stop that program, or listen on another port; port 0 takes a free one.\n");
        tool.Lines.Should().BeEmpty();
    }

    [TestCase("--prot 1", "mockws: Unrecognized command or argument '--prot'.")]
    [TestCase("--port http", "mockws: --port is a number from 0 to 65535, not \"http\".")]
    [TestCase("--port 65536", "mockws: --port is a number from 0 to 65535, not \"65536\".")]
    [TestCase("--api-port http", "mockws: --api-port is a number from 0 to 65535, not \"http\".")]
    [TestCase("--no-api --api-port 0", "mockws: --no-api leaves the API out")]
    [TestCase("--url http://localhost", "mockws: Cannot listen on \"http://localhost\": \"http\" is neither ws nor wss.")]
    [TestCase("--url ws://example.org:1", "mockws: Cannot listen on \"ws://example.org:1\": \"example.org\" is neither localhost, nor *, nor an IP address.")]
    [TestCase("--url ws://localhost:0 --port 1", "mockws: --port and --tls are for the default URL.")]
    [TestCase("--url ws://localhost:0 --tls", "mockws: --port and --tls are for the default URL.")]
    [TestCase("--key key.pem", "mockws: --key and --cert-password belong to a certificate")]
    [TestCase("--url ws://localhost:0 --cert cert.pem", "mockws: --cert needs a wss:// URL to be used for")]
    public async Task A_wrong_command_line_is_an_error_of_one_line_and_a_hint(string arguments, string error)
    {
        await using var tool = ToolProcess.Start(arguments.Split(' '));
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(2);
        errors.Should().StartWith(error).And.EndWith("\nmockws --help lists the options.\n");
        errors.Count(character => character == '\n').Should().Be(2);
        tool.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task It_serves_a_scenario()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(file, """{ "urls": [ "ws://127.0.0.1:0" ], "endpoints": [ { "path": "/chat", "onOpen": [ { "send": "welcome" } ] } ] }""");
        await using var tool = ToolProcess.Start(file);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(await tool.UrlAsync("ws"), "/chat"), Cancellation);
        var buffer = new byte[100];
        var received = await client.ReceiveAsync(buffer, Cancellation);
        Encoding.UTF8.GetString(buffer, 0, received.Count).Should().Be("welcome");
        File.Delete(file);
    }

    [Test]
    public async Task A_wrong_scenario_is_an_error_with_its_place()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(file, """{ "sede": 1 }""");
        await using var tool = ToolProcess.Start(file);
        var (exitCode, errors) = await tool.EndAsync();
        (exitCode, errors).Should().Be(
            (2, $"mockws: The scenario has an error:\n  {file}(1,3): $.sede: unknown key \"sede\"; did you mean \"seed\"?\n"));
        tool.Lines.Should().BeEmpty();
        File.Delete(file);
    }

    [Test]
    public async Task It_validates_scenarios_each_by_itself()
    {
        var folder = TestContext.CurrentContext.WorkDirectory;
        var (valid, wrong) = (Path.Combine(folder, $"{Guid.NewGuid()}.json"), Path.Combine(folder, $"{Guid.NewGuid()}.json"));
        await File.WriteAllTextAsync(valid, """{ "seed": 1 }""");
        await File.WriteAllTextAsync(wrong, """{ "sede": 1 }""");
        await using var both = ToolProcess.Start("validate", wrong, valid);
        var (exitCode, errors) = await both.EndAsync();
        (exitCode, errors).Should().Be((2, $"{wrong}(1,3): $.sede: unknown key \"sede\"; did you mean \"seed\"?\n"));
        both.Lines.Should().Equal($"{valid}: valid");
        await using var one = ToolProcess.Start("validate", valid);
        (await one.EndAsync()).Should().Be((0, ""));
        File.Delete(valid);
        File.Delete(wrong);
    }

    [Test]
    public async Task It_validates_scenarios_as_they_are_laid_over_each_other()
    {
        var folder = TestContext.CurrentContext.WorkDirectory;
        var (whole, over) = (Path.Combine(folder, $"{Guid.NewGuid()}.json"), Path.Combine(folder, $"{Guid.NewGuid()}.json"));
        await File.WriteAllTextAsync(whole, """{ "endpoints": [ { "path": "/chat" } ] }""");
        await File.WriteAllTextAsync(over, """{ "endpoints": [ { "onOpen": [ { "send": "hello" } ] } ] }""");
        await using var alone = ToolProcess.Start("validate", over);
        (await alone.EndAsync()).Should().Be((2, $"{over}(1,18): $.endpoints[0]: needs \"path\"\n"));
        await using var together = ToolProcess.Start("validate", "--together", whole, over);
        (await together.EndAsync()).Should().Be((0, ""));
        together.Lines.Should().Equal($"{whole}, {over}: valid");
        File.Delete(whole);
        File.Delete(over);
    }

    [Test]
    public async Task Its_API_has_a_port_and_a_token_when_asked_to()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--api-port", "0", "--api-token", "secret");
        var api = new Uri((await tool.LineAsync(@"^The API is at (http://\S+)$")).Groups[1].Value);
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(api, "/__mockws/journal"), Cancellation)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        (await http.GetAsync(new Uri(api, "/__mockws/journal"), Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK);
        var url = new UriBuilder(await tool.UrlAsync("ws")) { Scheme = "http", Path = "/__mockws/journal" };
        (await http.GetAsync(url.Uri, Cancellation)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [TestCase("missing.pem", "mockws: The certificate file 'missing.pem' does not exist")]
    [TestCase("MockWs.Server.dll", "mockws: The file 'MockWs.Server.dll' is of no use for TLS")]
    public async Task A_certificate_that_cannot_be_used_is_an_error_that_says_why(string file, string error)
    {
        await using var tool = ToolProcess.Start("--port", "0", "--cert", file);
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(4);
        errors.Should().StartWith(error);
    }

    [Test]
    public async Task SIGTERM_sends_clients_away_with_1001_and_drops_those_that_do_not_go()
    {
        await using var tool = ToolProcess.Start("--port", "0");
        var url = await tool.UrlAsync("ws");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(url, Cancellation);
        using var stuck = await SendAsync(url, Encoding.ASCII.GetBytes(Upgrade));
        await tool.LineAsync("#2 +connected");
        using var silent = await SendAsync(url, []);
        using var half = await SendAsync(url, "GET / HTT"u8.ToArray());
        await tool.TerminateAsync();
        var result = await client.ReceiveAsync(new byte[10], Cancellation);
        result.CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
        (await tool.EndAsync()).Should().Be((0, ""));
        tool.Lines.Count(line => line.Contains("disconnected  1001", StringComparison.Ordinal)).Should().Be(2);
    }

    [Test]
    public async Task Ctrl_C_stops_it_too()
    {
        await using var tool = ToolProcess.Start("--port", "0");
        await tool.LineAsync("Ctrl");
        await tool.InterruptAsync();
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    private static async Task<Socket> SendAsync(Uri url, byte[] bytes)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, url.Port, Cancellation);
        await socket.SendAsync(bytes, Cancellation);
        return socket;
    }
}
