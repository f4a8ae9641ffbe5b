using System.Text;
using Microsoft.Net.Http.Headers;

namespace MockWs.Wire.Handshake;

/// <summary>What a client may offer as subprotocols (RFC 6455 4.1, item 10), and which one the server takes (4.2.2, /subprotocol/).</summary>
internal static class SubprotocolRules
{
    public static List<string> OfferedBy(UpgradeRequest request)
    {
        var offered = new List<string>();
        foreach (var header in request.HeaderLines)
        {
            if (!header.Is(HeaderNames.SecWebSocketProtocol))
                continue;
            foreach (var element in header.Value.Split((byte)','))
            {
                // RFC 9110 5.6.1.2: "A recipient MUST parse and ignore a reasonable number of empty list elements".
                if (header.Value[element].Trim(" \t"u8) is { IsEmpty: false } name)
                    offered.Add(Encoding.Latin1.GetString(name));
            }
        }

        return offered;
    }

    /// <summary>The first of the server's subprotocols that the client offered, null where there is none. Names are case-sensitive.</summary>
    public static string? Choose(IReadOnlyList<string> served, UpgradeRequest request)
    {
        if (served.Count == 0 || request.Find(HeaderNames.SecWebSocketProtocol).IsEmpty)
            return null;
        var offered = OfferedBy(request);
        return served.FirstOrDefault(offered.Contains);
    }

    /// <summary>Null for no offer, or one of different tokens.</summary>
    public static HandshakeRefusal? Check(UpgradeRequest request)
    {
        // RFC 6455 4.1: "The elements that comprise this value MUST be non-empty strings with characters in the range U+0021 to U+007E not
        // including separator characters as defined in [RFC2616] and MUST all be unique strings."
        var seen = new HashSet<string>();
        foreach (var name in OfferedBy(request))
        {
            var bytes = Encoding.Latin1.GetBytes(name);
            if (!HeadSyntax.IsToken(bytes))
                return Bad($"offers {HeadSyntax.Quote(bytes)}, which is no token.");
            if (!seen.Add(name))
                return Bad($"offers {HeadSyntax.Quote(bytes)} twice.");
        }

        return seen.Count > 0 ? null : Bad("offers nothing.");
    }

    private static HandshakeRefusal Bad(string text) => new(
        400,
        $"The Sec-WebSocket-Protocol header {text}",
        "Offer each subprotocol once, as in Sec-WebSocket-Protocol: chat.v2, chat.v1, or leave the header out.",
        "RFC 6455 4.1");
}
