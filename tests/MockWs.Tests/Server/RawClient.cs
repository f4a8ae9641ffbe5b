using System.Text;

namespace MockWs.Tests.Server;

/// <summary>A client that writes and reads bytes.</summary>
internal static class RawClient
{
    /// <summary>The headers that make a request an opening handshake, each with its line end.</summary>
    public const string UpgradeHeaders =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

    /// <summary>Asks for the upgrade, and reads the answer up to its empty line.</summary>
    /// <param name="client">Nothing was said yet.</param>
    /// <param name="path">The path, with a query if need be.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    /// <param name="glued">What goes out together with the request.</param>
    public static async Task<string> HandshakeAsync(this Stream client, string path = "/raw", string headers = "", byte[]? glued = null)
    {
        var request = Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: mockws.local\r\n{UpgradeHeaders}{headers}\r\n");
        await client.WriteAsync((byte[])[.. request, .. glued ?? []]);
        return await client.ReadHeadAsync();
    }

    /// <summary>Reads up to an empty line.</summary>
    public static async Task<string> ReadHeadAsync(this Stream client)
    {
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
