using System.Net.WebSockets;
using System.Text;
using MockWs.Recording;

namespace MockWs.Backends;

[TestFixtureSource(typeof(Backend), nameof(Backend.All))]
public class HandshakeTests(Backend backend)
{
    [Test]
    public async Task The_request_and_the_answer_are_in_the_journal_as_they_went_over_the_wire()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);

        var answer = await client.HandshakeAsync("/a%20b?c=d");

        var opened = await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Opened);
        opened.Answer.Should().Be(answer).And.StartWith("HTTP/1.1 101 ").And.Contain("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
        opened.Request.Should().StartWith("GET /a%20b?c=d HTTP/1.1\r\n").And.EndWith("\r\n\r\n");
        (opened.Path, opened.Status).Should().Be(("/a b", 101));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_request_with_many_headers_that_comes_byte_by_byte_is_answered_at_once()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        var headers = string.Concat(Enumerable.Range(0, 60).Select(i => $"X-Header-{i}: {new string('v', 60)}\r\n"));
        var request = $"GET / HTTP/1.1\r\nHost: x\r\n{headers}{RawClient.UpgradeHeaders}\r\n";

        foreach (var one in Encoding.ASCII.GetBytes(request))
        {
            await client.WriteAsync(new[] { one });
        }

        (await client.ReadHeadAsync()).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public async Task A_subprotocol_is_agreed_to_and_none_where_there_is_none_in_common()
    {
        await using var server = await backend.StartAsync(mock => mock.UseSubprotocols("v2", "v1"));
        using var both = await backend.ConnectAsync(server, configure: options => options.AddSubProtocol("v1"));
        await using var neither = await backend.ConnectRawAsync(server);

        both.SubProtocol.Should().Be("v1");
        (await neither.HandshakeAsync(headers: "Sec-WebSocket-Protocol: v3\r\n")).Should().NotContain("Sec-WebSocket-Protocol");
    }

    [Test]
    public async Task A_path_without_an_endpoint_is_refused_with_404_and_parameters_reach_templates()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat/{room}", chat => chat.OnOpen(then => then.Send("room {{path.room}}"))));
        await using var other = await backend.ConnectRawAsync(server);
        using var client = await backend.ConnectAsync(server, "/chat/7");

        (await other.HandshakeAsync("/other")).Should().StartWith("HTTP/1.1 404 ");
        (await client.ReceiveTextAsync()).Should().Be("room 7");
    }

    [TestCase("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 426)]
    [TestCase("POST / HTTP/1.1\r\nHost: x\r\n\r\n", 405)]
    [TestCase("nonsense\r\n\r\n", 400)]
    public async Task What_is_no_handshake_is_told_so(string request, int status)
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);

        await client.WriteAsync(Encoding.ASCII.GetBytes(request));

        (await client.ReadHeadAsync()).Should().StartWith($"HTTP/1.1 {status} ");
        (await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Refused)).Status.Should().Be(status);
    }

    [Test]
    public async Task A_head_that_is_too_long_is_refused_with_431()
    {
        await using var server = await backend.StartAsync(mock => mock.Options.HeadLimit = 1000);
        await using var client = await backend.ConnectRawAsync(server);

        await client.WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nX: {new string('x', 1000)}\r\n"));

        (await client.ReadHeadAsync()).Should().StartWith("HTTP/1.1 431 ");
    }

    [Test]
    public async Task A_client_too_many_is_refused_with_503_until_another_has_left()
    {
        await using var server = await backend.StartAsync(mock => mock.Options.ConnectionLimit = 1);
        await using var first = await backend.ConnectRawAsync(server);
        (await first.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        await using (var second = await backend.ConnectRawAsync(server))
        {
            (await second.HandshakeAsync()).Should().StartWith("HTTP/1.1 503 ");
        }

        (await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Refused)).Status.Should().Be(503);
        await first.DisposeAsync();
        await server.WhenEmptyAsync(TimeSpan.FromSeconds(20), TestContext.CurrentContext.CancellationToken);

        await using var third = await backend.ConnectRawAsync(server);
        (await third.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public async Task A_head_of_characters_that_no_ASCII_has_is_answered()
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);

        var answer = await client.HandshakeAsync(headers: "X-Name: M\u00fcller\r\nX-Empty:\r\nX-Tab:\ta\t\r\n");

        answer.Should().StartWith("HTTP/1.1 101 ");
        var peer = await server.NextConnectionAsync();
        peer.Request.Headers["X-Name"].Should().Be("M\u00fcller");
    }

    [TestCase("GET /raw HTTP/1.2", "Sec-WebSocket-Key: ")]
    [TestCase("GET /raw HTTP/1.1", "Sec-WebSocket-Key:")]
    [TestCase("GET /raw HTTP/1.1", "sec-websocket-key: \t ")]
    public async Task A_request_that_is_written_in_another_way_is_answered_as_well(string requestLine, string key)
    {
        await using var server = await backend.StartAsync();
        await using var client = await backend.ConnectRawAsync(server);
        var headers = RawClient.UpgradeHeaders.Replace("Sec-WebSocket-Key: ", key, StringComparison.Ordinal).Replace("\r\n", " \t \r\n", StringComparison.Ordinal);

        await client.WriteAsync(Encoding.ASCII.GetBytes($"{requestLine}\r\nHost: x\r\n{headers}\r\n"));

        (await client.ReadHeadAsync()).Should().StartWith("HTTP/1.1 101 ").And.Contain("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
    }

    [Test]
    public async Task Cookies_origin_and_query_are_what_the_client_sent()
    {
        await using var server = await backend.StartAsync();
        using var client = await backend.ConnectAsync(server, "/a?token=x", options => options.SetRequestHeader("Origin", "https://example.org"));

        var peer = await server.NextConnectionAsync();

        (peer.Request.Query, peer.Request.Headers["origin"]).Should().Be(("token=x", "https://example.org"));
        client.State.Should().Be(WebSocketState.Open);
    }
}
