using System.Text;
using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

[TestFixture]
public sealed class HandshakeWriterTests
{
    // RFC 6455 4.2.2
    [TestCase(null, null, "")]
    [TestCase("chat", null, "Sec-WebSocket-Protocol: chat\r\n")]
    [TestCase(null, "permessage-deflate", "Sec-WebSocket-Extensions: permessage-deflate\r\n")]
    [TestCase("chat", "permessage-deflate; server_no_context_takeover", "Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n")]
    public void An_accepted_request_is_answered_with_101(string? subprotocol, string? extensions, string lines)
    {
        var request = Heads.Request(Heads.Good);
        var expected =
            "HTTP/1.1 101 Switching Protocols\r\n" +
            "Upgrade: websocket\r\n" +
            "Connection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" +
            lines +
            "\r\n";

        Heads.Written(output => HandshakeWriter.WriteAccept(output, request, subprotocol, extensions)).Should().Be(expected);
        Heads.Written(output => HandshakeWriter.Write(output, UpgradeResponse.Accept(request, subprotocol, extensions))).Should().Be(expected);
    }

    [Test]
    public void A_response_goes_out_as_it_is_told_legal_or_not()
    {
        var response = new UpgradeResponse(
            99,
            "Not\r\nright",
            [new("Sec-WebSocket-Accept", "wrong"), new("Sec-WebSocket-Accept", "twice"), new("no name", "\0\u00FF"), new("", "")],
            "body é");

        Encoding.UTF8.GetString(Heads.Bytes(Heads.Written(output => HandshakeWriter.Write(output, response)))).Should().Be(
            "HTTP/1.1 99 Not\r\nright\r\nSec-WebSocket-Accept: wrong\r\nSec-WebSocket-Accept: twice\r\nno name: \0\uFFFD\r\n: \r\n\r\nbody é");
    }

    [Test]
    public void A_head_goes_out_one_byte_a_character()
    {
        var response = new UpgradeResponse(200, "\u00E9", [new("X", "\u00FF")]);

        Heads.Written(output => HandshakeWriter.Write(output, response)).Should().Be("HTTP/1.1 200 \u00E9\r\nX: \u00FF\r\n\r\n");
    }
}
