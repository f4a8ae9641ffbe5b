using System.Text;
using MockWs.Wire.Handshake;

namespace MockWs.Fleck;

/// <summary>
/// A request as Fleck can read it. Its parser knows no version but HTTP/1.1, and takes white space after a value for a part of it, which makes
/// of a key that is right an answer that is wrong (RFC 9112 sections 2.3 and 5.1).
/// </summary>
internal static class FleckRequest
{
    public static byte[] Of(UpgradeRequest request)
    {
        var head = new StringBuilder($"{request.Method} {request.Target} HTTP/1.1\r\n");
        foreach (var (name, value) in request.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }
}
