using System.Text;
using Microsoft.Net.Http.Headers;

namespace MockWs.Wire.Handshake;

/// <summary>
/// The request with which a client asked for the WebSocket connection. It holds the bytes as they came and decodes a part when the part
/// is asked for; keep the value where it is needed often. Immutable: calls may be concurrent.
/// </summary>
public sealed class UpgradeRequest
{
    private readonly byte[] _head;

    internal UpgradeRequest(byte[] head) => _head = head;

    /// <summary>The head as it came, from the request line to the empty line that ends it.</summary>
    public ReadOnlyMemory<byte> Raw => _head;

    /// <summary>The method; <c>GET</c> in every request that was accepted.</summary>
    public string Method => Encoding.Latin1.GetString(RequestLine.Method);

    /// <summary>The request target as it came, such as <c>/chat/7?token=a%20b</c>.</summary>
    public string Target => Encoding.Latin1.GetString(RequestLine.Target);

    /// <summary>
    /// The target without its query, percent-decoded as UTF-8; <c>/</c> where the target has no path. An escape that is not UTF-8 stays as
    /// it came.
    /// </summary>
    public string Path => RequestLine.Path is { IsEmpty: false } path ? Uri.UnescapeDataString(Encoding.Latin1.GetString(path)) : "/";

    /// <summary>The target's query as it came, without the <c>?</c>; empty where there is none.</summary>
    public string Query => Encoding.Latin1.GetString(RequestLine.Query);

    /// <summary>The version as it came: <c>HTTP/1.1</c>.</summary>
    public string HttpVersion => Encoding.Latin1.GetString(RequestLine.Version);

    /// <summary>The headers in their order.</summary>
    public HandshakeHeaders Headers => new(_head.AsMemory(RequestLineEnd));

    /// <summary>
    /// The host and the port that the client asked for; null where it named none. A target in absolute form goes before the Host header
    /// (RFC 9112 section 3.2.2).
    /// </summary>
    public string? Host => RequestLine.HasAbsoluteForm ? Encoding.Latin1.GetString(RequestLine.Authority) : Headers[HeaderNames.Host];

    /// <summary>The origin of the page that asked, which browsers send; null where there is none.</summary>
    public string? Origin => Headers[HeaderNames.Origin];

    /// <summary>The subprotocols that the client offered, the one it likes best first.</summary>
    public IReadOnlyList<string> Subprotocols => SubprotocolRules.OfferedBy(this);

    /// <summary>The extensions that the client offered, as they came; null where there are none.</summary>
    public string? Extensions => Headers[HeaderNames.SecWebSocketExtensions];

    /// <summary>The value of Sec-WebSocket-Key; null where there is none.</summary>
    public string? Key => Headers[HeaderNames.SecWebSocketKey];

    /// <summary>The target without its query as it came, percent-encoded; <c>/</c> where the target has no path.</summary>
    internal string RawPath => RequestLine.Path is { IsEmpty: false } path ? Encoding.Latin1.GetString(path) : "/";

    internal RequestLine RequestLine => new(_head.AsSpan(0, RequestLineEnd).TrimEnd("\r\n"u8));

    internal HeaderLines HeaderLines => new(_head.AsSpan(RequestLineEnd));

    private int RequestLineEnd => _head.AsSpan().IndexOf((byte)'\n') + 1;

    /// <summary>The request line as it came, such as <c>GET /chat HTTP/1.1</c>.</summary>
    public override string ToString() => Encoding.Latin1.GetString(_head.AsSpan(0, RequestLineEnd).TrimEnd("\r\n"u8));

    /// <summary>The value of a header as bytes, of the first where it is repeated; empty where there is none.</summary>
    internal ReadOnlySpan<byte> Find(ReadOnlySpan<char> name)
    {
        foreach (var header in HeaderLines)
        {
            if (header.Is(name))
                return header.Value;
        }

        return [];
    }
}
