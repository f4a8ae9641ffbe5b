using System.Text;
using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

[TestFixture]
public sealed class HandshakeRulesTests
{
    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("RFC 9110 2.5: a later major version", 505, "RFC 6455 4.2.1", "HTTP/2.0", Heads.Asking("GET /chat HTTP/2.0")),
        Case("RFC 6455 4.2.1: HTTP 1.0", 505, "RFC 6455 4.2.1", "HTTP/1.0", Heads.Asking("GET /chat HTTP/1.0")),
        Case("RFC 9112 2.3: a version without a minor one", 505, "RFC 6455 4.2.1", "HTTP/1", Heads.Asking("GET /chat HTTP/1")),
        Case("RFC 9112 2.3: a version of two digits", 505, "RFC 6455 4.2.1", "HTTP/1.10", Heads.Asking("GET /chat HTTP/1.10")),
        Case("RFC 9112 2.3: a version of letters", 505, "RFC 6455 4.2.1", "HTTP/x.y", Heads.Asking("GET /chat HTTP/x.y")),
        Case("RFC 9113 3.4: the preface of HTTP 2", 505, "RFC 6455 4.2.1", "HTTP/2.0", "PRI * HTTP/2.0\r\n\r\n"),
        Case("RFC 6455 4.1: POST", 405, "RFC 6455 4.1", "POST", Heads.Asking("POST /chat HTTP/1.1")),
        Case("RFC 6455 4.1: CONNECT", 405, "RFC 6455 4.1", "CONNECT", Heads.Asking("CONNECT localhost:80 HTTP/1.1")),
        Case("RFC 9110 9.1: a method in small letters", 405, "RFC 6455 4.1", "get", Heads.Asking("get /chat HTTP/1.1")),
        Case("RFC 9112 3.2: the asterisk form", 400, "RFC 6455 4.2.1", "\"*\"", Heads.Asking("GET * HTTP/1.1")),
        Case("RFC 9112 3.2: the authority form", 400, "RFC 6455 4.2.1", "localhost:80", Heads.Asking("GET localhost:80 HTTP/1.1")),
        Case("RFC 6455 4.2.1: an absolute target of ws", 400, "RFC 6455 4.2.1", "ws://a/", Heads.Asking("GET ws://a/ HTTP/1.1")),
        Case("RFC 9110 4.2.1: an absolute target without a host", 400, "RFC 6455 4.2.1", "http:///chat", Heads.Asking("GET http:///chat HTTP/1.1")),
        Case("RFC 6455 3: a fragment", 400, "RFC 6455 3", "/chat#top", Heads.Asking("GET /chat#top HTTP/1.1")),
        Case("RFC 9112 3.2: no Host", 400, "RFC 9112 3.2", "missing", Heads.Without("Host")),
        Case("RFC 9112 3.2: two Hosts", 400, "RFC 9112 3.2", "2 times", Heads.With("Host: server.example.com")),
        Case("RFC 6455 4.2.1: an empty Host", 400, "RFC 9112 3.2", "\"\"", Heads.Replacing("Host", "Host:")),
        Case("RFC 3986 3.2.2: a Host that is none", 400, "RFC 9112 3.2", "a/b", Heads.Replacing("Host", "Host: a/b")),
        Case("RFC 3986 3.2.3: a port of letters", 400, "RFC 9112 3.2", "a:http", Heads.Replacing("Host", "Host: a:http")),
        Case("RFC 3986 3.2.2: an address of IPv6 without brackets", 400, "RFC 9112 3.2", "::1", Heads.Replacing("Host", "Host: ::1")),
        Case("RFC 6455 4.2.1: a plain GET", 426, "RFC 6455 4.2.1", "plain HTTP", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Case("RFC 6455 4.2.1: another protocol", 426, "RFC 6455 4.2.1", "h2c", Heads.Replacing("Upgrade", "Upgrade: h2c")),
        Case("RFC 6455 4.2.1: a token that only begins so", 426, "RFC 6455 4.2.1", "websocket2", Heads.Replacing("Upgrade", "Upgrade: websocket2")),
        Case("RFC 6455 4.2.1: no Connection", 400, "RFC 6455 4.2.1", "Connection", Heads.Without("Connection")),
        Case("RFC 6455 4.2.1: another Connection", 400, "RFC 6455 4.2.1", "Connection", Heads.Replacing("Connection", "Connection: keep-alive")),
        Case("RFC 6455 4.2.1: no version", 400, "RFC 6455 4.2.1", "missing", Heads.Without("Sec-WebSocket-Version")),
        Case("RFC 6455 11.3.5: two versions", 400, "RFC 6455 4.2.1", "2 times", Heads.With("Sec-WebSocket-Version: 13")),
        Case("RFC 6455 4.2.2: version 8", 426, "RFC 6455 4.2.2", "\"8\"", Heads.Replacing("Sec-WebSocket-Version", "Sec-WebSocket-Version: 8")),
        Case("RFC 6455 4.3: a version with a zero before it", 426, "RFC 6455 4.2.2", "013", Heads.Replacing("Sec-WebSocket-Version", "Sec-WebSocket-Version: 013")),
        Case("RFC 6455 4.3: a list of versions", 426, "RFC 6455 4.2.2", "13, 8", Heads.Replacing("Sec-WebSocket-Version", "Sec-WebSocket-Version: 13, 8")),
        Case("RFC 6455 4.2.1: no key", 400, "RFC 6455 4.2.1", "missing", Heads.Without("Sec-WebSocket-Key")),
        Case("RFC 6455 11.3.1: two keys", 400, "RFC 6455 4.2.1", "2 times", Heads.With("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")),
        Case("RFC 6455 4.2.1: an empty key", 400, "RFC 6455 4.2.1", "\"\"", Key("")),
        Case("RFC 6455 4.2.1: a key of 15 bytes", 400, "RFC 6455 4.2.1", "16 bytes", Key(Convert.ToBase64String(new byte[15]))),
        Case("RFC 6455 4.2.1: a key of 17 bytes", 400, "RFC 6455 4.2.1", "16 bytes", Key(Convert.ToBase64String(new byte[17]))),
        Case("RFC 6455 4.2.1: a key without padding", 400, "RFC 6455 4.2.1", "16 bytes", Key("dGhlIHNhbXBsZSBub25jZQ")),
        Case("RFC 6455 4.2.1: a key that is not base64", 400, "RFC 6455 4.2.1", "16 bytes", Key("dGhlIHNhbXBsZSBub25j*Q==")),
        Case("RFC 6455 4.2.1: a key with a space in it", 400, "RFC 6455 4.2.1", "16 bytes", Key("dGhlIHNhbXBs ZSBub25jZQ==")),
        Case("RFC 9110 9.3.1: a length", 400, "RFC 9110 9.3.1", "body", Heads.With("Content-Length: 5")),
        Case("RFC 9110 9.3.1: a length that is no number", 400, "RFC 9110 9.3.1", "body", Heads.With("Content-Length: zero")),
        Case("RFC 9110 9.3.1: chunks", 400, "RFC 9110 9.3.1", "body", Heads.With("Transfer-Encoding: chunked")),
        Case("RFC 6455 4.1: a subprotocol twice", 400, "RFC 6455 4.1", "twice", Heads.With("Sec-WebSocket-Protocol: a, b, a")),
    ];

    private static IEnumerable<TestCaseData> Accepted =>
    [
        Good("RFC 6455 1.3: the worked example", Heads.Good),
        Good("RFC 9110 2.5: a later minor version", Heads.Asking("GET /chat HTTP/1.2")),
        Good("RFC 6455 4.2.1: an absolute target", Heads.Asking("GET http://server.example.com/chat HTTP/1.1")),
        Good("RFC 6455 4.2.1: an absolute target in capitals, with TLS and no path", Heads.Asking("GET HTTPS://server.example.com:443 HTTP/1.1")),
        Good("RFC 9110 5.1: names in any case", Heads.Good.Replace("Host", "hOST").Replace("Upgrade:", "UPGRADE:").Replace("Sec-WebSocket", "sec-websocket")),
        Good("RFC 6455 4.2.1: tokens in any case", Heads.Good.Replace(": websocket", ": WebSocket").Replace(": Upgrade", ": uPGRADE")),
        Good("RFC 9110 5.5: white space around values", Heads.Good.Replace(": ", ":\t  ").Replace("\r\n", " \t\r\n").Replace("HTTP/1.1 \t", "HTTP/1.1").Replace("\r\n \t\r\n", "\r\n\r\n")),
        Good("RFC 9110 5.5: no white space before values", Heads.Good.Replace(": ", ":")),
        Good("RFC 9110 5.6.1: lists of tokens", Heads.Good.Replace(": Upgrade", ": keep-alive ,,Upgrade, ").Replace(": websocket", ": h2c,websocket")),
        Good("RFC 9110 5.3: lists over repeated headers", Heads.Replacing("Connection", "Connection: keep-alive", "Connection: Upgrade", "Connection: x")),
        Good("RFC 9110 5.3: Upgrade over repeated headers", Heads.Replacing("Upgrade", "Upgrade: websocket", "Upgrade: h2c")),
        Good("RFC 3986 3.2.2: an address of IPv6", Heads.Replacing("Host", "Host: [::1]:8080")),
        Good("RFC 3986 3.2.3: an empty port", Heads.Replacing("Host", "Host: localhost:")),
        Good("RFC 9110 8.6: a length of nothing", Heads.With("Content-Length: 0")),
        Good("RFC 6455 4.1: no Origin", Heads.Without("Origin")),
        Good("RFC 6455 4.1: subprotocols", Heads.With("Sec-WebSocket-Protocol: chat.v2, chat.v1")),
    ];

    [TestCaseSource(nameof(Refused))]
    public void A_request_that_breaks_a_rule_is_refused(string head, int status, string section, string word)
    {
        var refusal = Heads.Check(head);

        refusal.Should().NotBeNull();
        refusal!.StatusCode.Should().Be(status);
        refusal.Section.Should().Be(section);
        refusal.Text.Should().Contain(word);
        refusal.ToString().Should().Be($"{status}: {refusal.Text} ({section})");
    }

    [TestCaseSource(nameof(Accepted))]
    public void A_request_that_keeps_the_rules_is_accepted(string head) => Heads.Check(head).Should().BeNull();

    [Test]
    public void A_request_that_is_accepted_costs_no_allocation()
    {
        var request = Heads.Request(Heads.Good);
        HandshakeRules.Check(request).Should().BeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var run = 0; run < 100; run++)
            HandshakeRules.Check(request);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    // RFC 6455 1.3 and 4.2.2
    [Test]
    public void The_worked_example_of_the_RFC_gives_its_accept_value() =>
        HandshakeRules.AcceptFor("dGhlIHNhbXBsZSBub25jZQ==").Should().Be("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

    [Test]
    public void A_key_of_any_length_gets_an_accept_value([Values(0, 220, 221, 30_000)] int length) =>
        Convert.FromBase64String(HandshakeRules.AcceptFor(new string('k', length))).Should().HaveCount(20);

    // RFC 9110 15.5.6
    [Test]
    public void A_405_names_the_method_that_is_allowed() => Headers(Heads.Asking("PUT /chat HTTP/1.1")).Should().Contain("Allow: GET");

    // RFC 9110 15.5.22 and RFC 6455 4.2.2
    [Test]
    public void A_426_names_the_protocol_and_its_version([Values("Upgrade", "Sec-WebSocket-Version")] string name) =>
        Headers(Heads.Replacing(name, $"{name}: 8")).Should().ContainInOrder("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13");

    // RFC 6455 4.4
    [Test]
    public void A_request_without_a_version_learns_the_version() =>
        Headers(Heads.Without("Sec-WebSocket-Version")).Should().Contain("Sec-WebSocket-Version: 13").And.NotContain("Upgrade: websocket");

    [TestCase("GET /chat?room=a%20b HTTP/1.1", "ws://localhost:8080/chat?room=a%20b ")]
    [TestCase("GET http://other:81/chat HTTP/1.1", "ws://other:81/chat ")]
    public void A_plain_GET_is_told_where_to_connect(string line, string url) =>
        Heads.Check($"{line}\r\nHost: localhost:8080\r\n\r\n")!.ToResponse().Body.Should().Contain(url).And.Contain("This is a WebSocket server");

    [Test]
    public void A_refusal_is_a_complete_HTTP_answer()
    {
        var refusal = new HandshakeRefusal(400, "The name is \"é\".", "Use another name.", "RFC 6455 4.1");

        Encoding.UTF8.GetString(Heads.Bytes(Heads.Written(output => HandshakeWriter.Write(output, refusal.ToResponse())))).Should().Be(
            "HTTP/1.1 400 Bad Request\r\n" +
            "Content-Type: text/plain; charset=utf-8\r\n" +
            "Content-Length: 87\r\n" +
            "Connection: close\r\n" +
            "\r\n" +
            "400 Bad Request\n\nWrong: The name is \"é\".\nRight: Use another name.\nRule:  RFC 6455 4.1\n");
    }

    private static string Key(string value) => Heads.Replacing("Sec-WebSocket-Key", $"Sec-WebSocket-Key: {value}");

    private static IEnumerable<string> Headers(string head) =>
        Heads.Check(head)!.ToResponse().Headers.Select(header => $"{header.Key}: {header.Value}");

    private static TestCaseData Case(string name, int status, string section, string word, string head) =>
        new TestCaseData(head, status, section, word).SetName($"Refused, {name}");

    private static TestCaseData Good(string name, string head) => new TestCaseData(head).SetName($"Accepted, {name}");
}
