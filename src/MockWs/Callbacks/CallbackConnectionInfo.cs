using System.Collections.ObjectModel;
using System.Net;
using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Callbacks;

/// <summary>What callbacks are told of a client.</summary>
internal sealed class CallbackConnectionInfo : IWebSocketConnectionInfo
{
    /// <param name="request">The upgrade request.</param>
    /// <param name="subprotocol">What was agreed to; null for none.</param>
    /// <param name="remoteAddress">Where the client is, such as <c>127.0.0.1:51234</c>.</param>
    /// <param name="random">Draws the <see cref="Id"/>.</param>
    public CallbackConnectionInfo(UpgradeRequest request, string? subprotocol, string remoteAddress, Random random)
    {
        var headers = request.Headers;
        var names = headers.Select(header => header.Key).Distinct(StringComparer.OrdinalIgnoreCase);
        Headers = new ReadOnlyDictionary<string, string>(names.ToDictionary(name => name, name => headers[name]!, StringComparer.OrdinalIgnoreCase));
        Cookies = new ReadOnlyDictionary<string, string>(CookiesOf(headers[HeaderNames.Cookie]));
        (SubProtocol, Origin, Host, Path) = (headers[HeaderNames.SecWebSocketProtocol], request.Origin, request.Host, request.Target);
        var hasPort = IPEndPoint.TryParse(remoteAddress, out var remote);
        (ClientIpAddress, ClientPort) = hasPort ? (remote!.Address.ToString(), remote.Port) : (remoteAddress, -1);
        NegotiatedSubProtocol = subprotocol;
        Span<byte> id = stackalloc byte[16];
        random.NextBytes(id);
        Id = new Guid(id);
    }

    public string? SubProtocol { get; }

    public string? Origin { get; }

    public string? Host { get; }

    public string Path { get; }

    public string ClientIpAddress { get; }

    public int ClientPort { get; }

    public IDictionary<string, string> Cookies { get; }

    public IDictionary<string, string> Headers { get; }

    public Guid Id { get; }

    public string? NegotiatedSubProtocol { get; }

    private static Dictionary<string, string> CookiesOf(string? header)
    {
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        if (header is not null && CookieHeaderValue.TryParseList([header], out var list))
        {
            foreach (var cookie in list)
            {
                cookies[cookie.Name.ToString()] = cookie.Value.ToString();
            }
        }

        return cookies;
    }
}
