using System.Text;

namespace MockWs.Tests.Server;

/// <summary>A client that writes and reads bytes.</summary>
internal static class RawClient
{
    private const string Request =
        "GET {0} HTTP/1.1\r\nHost: mockws.local\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    /// <summary>Asks for the upgrade, and reads the answer up to its empty line.</summary>
    public static async Task<string> HandshakeAsync(this Stream client, string path = "/raw")
    {
        await client.WriteAsync(Encoding.ASCII.GetBytes(Request.Replace("{0}", path, StringComparison.Ordinal)));
        var answer = new StringBuilder();
        var one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await client.ReadExactlyAsync(one).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            answer.Append((char)one[0]);
        }

        return answer.ToString();
    }

    public static async Task<string> ReadHexAsync(this Stream client, int count)
    {
        var bytes = new byte[count];
        await client.ReadExactlyAsync(bytes).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return Convert.ToHexString(bytes);
    }

    /// <summary>Reads up to the server's FIN; a reset throws.</summary>
    public static async Task<string> ReadToEndAsync(this Stream client)
    {
        using var all = new MemoryStream();
        await client.CopyToAsync(all).WaitAsync(TimeSpan.FromSeconds(20));
        return Convert.ToHexString(all.ToArray());
    }
}
