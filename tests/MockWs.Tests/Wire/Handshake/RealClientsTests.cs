using System.Buffers;
using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

/// <summary>Requests recorded from clients, all to ws://127.0.0.1:8080/chat?room=7 with the subprotocol chat.v1.</summary>
[TestFixture]
public sealed class RealClientsTests
{
    private static IEnumerable<TestCaseData> Requests =>
    [
        Sent(
            ".NET ClientWebSocket",
            "Host: 127.0.0.1:8080",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: wyWIdD6BjEipDc5n52Wbkg==",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: chat.v1",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"),
        Sent(
            "npm ws",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: a3QeeYT/30saXsU7XRK/5A==",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "Sec-WebSocket-Protocol: chat.v1",
            "Host: 127.0.0.1:8080"),
        Sent(
            "Python websockets",
            "Host: 127.0.0.1:8080",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: /fIs2zqrY1j/UX77UXgDMA==",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "Sec-WebSocket-Protocol: chat.v1",
            "User-Agent: Python/3.11 websockets/10.4"),
        Sent(
            "Chromium",
            "Host: 127.0.0.1:8080",
            "Connection: Upgrade",
            "Pragma: no-cache",
            "Cache-Control: no-cache",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
            "Upgrade: websocket",
            "Origin: null",
            "Sec-WebSocket-Version: 13",
            "Accept-Encoding: gzip, deflate, br, zstd",
            "Accept-Language: en-US,en;q=0.9",
            "Sec-WebSocket-Key: BWrvqAjzJdti7gy8eHTXVg==",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "Sec-WebSocket-Protocol: chat.v1"),
    ];

    [TestCaseSource(nameof(Requests))]
    public void Their_requests_are_read_and_accepted(string head)
    {
        var reader = new HandshakeReader();
        var input = new ReadOnlySequence<byte>(Heads.Bytes(head));

        reader.Read(ref input).Should().Be(HandshakeProgress.Complete);

        var request = reader.Request!;
        HandshakeRules.Check(request).Should().BeNull();
        request.Path.Should().Be("/chat");
        request.Query.Should().Be("room=7");
        request.Host.Should().Be("127.0.0.1:8080");
        request.Extensions.Should().Be("permessage-deflate; client_max_window_bits");
        SubprotocolRules.Choose(["chat.v2", "chat.v1"], request).Should().Be("chat.v1");
    }

    private static TestCaseData Sent(string client, params string[] lines) =>
        new TestCaseData($"GET /chat?room=7 HTTP/1.1\r\n{string.Join("\r\n", lines)}\r\n\r\n").SetName($"The request of {client} is accepted");
}
