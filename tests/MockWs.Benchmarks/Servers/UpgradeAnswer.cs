namespace MockWs.Benchmarks.Servers;

/// <summary>The 101 of the yardsticks. They have one client, and it always sends the key of the worked example in RFC 6455 section 1.3.</summary>
internal static class UpgradeAnswer
{
    public static ReadOnlySpan<byte> Bytes =>
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"u8;
}
