namespace MockWs.Tests.Wire.Handshake;

[TestFixture]
public sealed class UpgradeRequestTests
{
    [Test]
    public void The_parts_of_the_worked_example_are_read()
    {
        var request = Heads.Request(Heads.With("Sec-WebSocket-Protocol: chat, superchat", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Extensions: x"));

        request.Method.Should().Be("GET");
        request.Target.Should().Be("/chat");
        request.Path.Should().Be("/chat");
        request.Query.Should().BeEmpty();
        request.HttpVersion.Should().Be("HTTP/1.1");
        request.Host.Should().Be("server.example.com");
        request.Origin.Should().Be("http://example.com");
        request.Subprotocols.Should().Equal("chat", "superchat");
        request.Extensions.Should().Be("permessage-deflate, x");
        request.Key.Should().Be("dGhlIHNhbXBsZSBub25jZQ==");
        request.ToString().Should().Be("GET /chat HTTP/1.1");
    }

    [Test]
    public void What_was_not_sent_is_null()
    {
        var request = Heads.Request("GET / HTTP/1.1\r\n\r\n");

        request.Host.Should().BeNull();
        request.Origin.Should().BeNull();
        request.Extensions.Should().BeNull();
        request.Key.Should().BeNull();
        request.Headers.Should().BeEmpty();
    }

    // RFC 9112 3.2.1 and RFC 3986 2.1
    [TestCase("/", "/", "")]
    [TestCase("/chat/7?room=a%20b&x", "/chat/7", "room=a%20b&x")]
    [TestCase("/a%20b/%C3%A9%2Fc?", "/a b/é/c", "")]
    [TestCase("/a?b?c", "/a", "b?c")]
    [TestCase("/%FF/%zz/+", "/%FF/%zz/+", "")]
    [TestCase("/?next=http://b/c", "/", "next=http://b/c")]
    public void A_target_in_origin_form_has_a_path_and_a_query(string target, string path, string query)
    {
        var request = Heads.Request(Heads.Asking($"GET {target} HTTP/1.1"));

        request.Target.Should().Be(target);
        request.Path.Should().Be(path);
        request.Query.Should().Be(query);
        request.Host.Should().Be("server.example.com");
    }

    // RFC 9112 3.2.2: the target's host goes before the Host header
    [TestCase("http://other:81/chat/7?x=1", "other:81", "/chat/7", "x=1")]
    [TestCase("HTTPS://other", "other", "/", "")]
    [TestCase("http://[::1]:8080?x=/1", "[::1]:8080", "/", "x=/1")]
    public void A_target_in_absolute_form_has_a_host_as_well(string target, string host, string path, string query)
    {
        var request = Heads.Request(Heads.Asking($"GET {target} HTTP/1.1"));

        request.Target.Should().Be(target);
        request.Host.Should().Be(host);
        request.Path.Should().Be(path);
        request.Query.Should().Be(query);
    }

    // RFC 9110 5.1, 5.3 and 5.5
    [Test]
    public void Headers_are_found_by_name_in_any_case_and_repeated_ones_are_joined()
    {
        var headers = Heads.Request(Heads.With("X-Tag:a", "x-tag: \tb, c ", "X-TAG:", "X-Raw: caf\u00E9")).Headers;

        headers["x-TAG"].Should().Be("a, b, c, ");
        headers["X-Raw"].Should().Be("café");
        headers["X-Ta"].Should().BeNull();
        headers.TryGet("x-tag", out var value).Should().BeTrue();
        value.Should().Be("a, b, c, ");
        headers.TryGet("X-None", out _).Should().BeFalse();
    }

    [Test]
    public void Headers_come_in_their_order_as_often_as_they_were_sent() =>
        Heads.Request("GET / HTTP/1.1\r\nB: 2\r\nA: 1\r\nb: 3:4\r\n\r\n").Headers.Should().Equal(
            KeyValuePair.Create("B", "2"), KeyValuePair.Create("A", "1"), KeyValuePair.Create("b", "3:4"));

    [TestCase("\r\n\r\n", "", "", "")]
    [TestCase("nonsense\r\n\r\n", "nonsense", "", "")]
    [TestCase("GET /\r\n\r\n", "GET", "", "")]
    [TestCase("GET /a b HTTP/1.1\r\nno colon\r\n: x\r\n\r\n", "GET", "/a b", "HTTP/1.1")]
    public void A_malformed_head_can_be_read_as_far_as_it_goes(string head, string method, string target, string version)
    {
        var request = Heads.Request(head);

        request.Method.Should().Be(method);
        request.Target.Should().Be(target);
        request.HttpVersion.Should().Be(version);
        request.Headers.Should().BeEmpty();
        request.ToString().Should().Be(head.Split("\r\n")[0]);
    }
}
