using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace MockWs.Wire.Handshake;

/// <summary>What a client's opening handshake has to be (RFC 6455 4.1 and 4.2.1), and the value that the answer computes (4.2.2).</summary>
internal static class HandshakeRules
{
    public const int AcceptLength = 28;

    private const int BadRequest = 400;
    private const int MethodNotAllowed = 405;
    private const int UpgradeRequired = 426;
    private const int HttpVersionNotSupported = 505;
    private const int KeyLength = 24;

    // RFC 3986 3.2.2: a name, an IPv4 address, or an IPv6 address in brackets.
    private static readonly SearchValues<byte> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=%[]:"u8);

    private static readonly KeyValuePair<string, string> SupportedVersion = new(HeaderNames.SecWebSocketVersion, "13");

    /// <summary>
    /// Null for a request that may be accepted, else the first rule that it breaks. To find nothing wrong costs no allocation, unless the
    /// request offers subprotocols.
    /// </summary>
    public static HandshakeRefusal? Check(UpgradeRequest request)
    {
        if (HeadSyntax.Check(request.Raw.Span) is { } malformed)
            return malformed;

        var line = request.RequestLine;
        var fields = new HandshakeFields(request.HeaderLines);
        return CheckHttpVersion(line)
            ?? CheckMethod(line)
            ?? CheckTarget(line)
            ?? CheckHost(fields.Host)
            ?? CheckUpgrade(fields, request)
            ?? CheckConnection(fields)
            ?? CheckVersion(fields.Version)
            ?? CheckKey(fields.Key)
            ?? CheckBody(fields)
            ?? (fields.OffersSubprotocols ? SubprotocolRules.Check(request) : null);
    }

    /// <summary>The value of Sec-WebSocket-Accept that proves the key was read.</summary>
    public static string AcceptFor(string key)
    {
        Span<byte> accept = stackalloc byte[AcceptLength];
        WriteAcceptFor(Encoding.Latin1.GetBytes(key), accept);
        return Encoding.ASCII.GetString(accept);
    }

    /// <summary>Writes the value of Sec-WebSocket-Accept, which is <see cref="AcceptLength"/> bytes long.</summary>
    public static void WriteAcceptFor(ReadOnlySpan<byte> key, Span<byte> accept)
    {
        // RFC 6455 4.2.2: "concatenating /key/, defined above in step 4 in Section 4.2.2, with the string
        // "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", taking the SHA-1 hash of this concatenated value to obtain a 20-byte value and
        // base64-encoding this 20-byte hash."
        var suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;
        var length = key.Length + suffix.Length;
        var text = length <= 256 ? stackalloc byte[length] : new byte[length];
        key.CopyTo(text);
        suffix.CopyTo(text[key.Length..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        CryptographicOperations.HashData(HashAlgorithmName.SHA1, text, hash);
        Base64.EncodeToUtf8(hash, accept, out _, out _);
    }

    private static HandshakeRefusal? CheckHttpVersion(RequestLine line)
    {
        // RFC 6455 4.2.1: "An HTTP/1.1 or higher GET request"; a later minor version is read as 1.1 (RFC 9110 2.5).
        if (line.Version is [_, _, _, _, _, (byte)'1', (byte)'.', >= (byte)'1' and <= (byte)'9'])
            return null;

        return new HandshakeRefusal(
            HttpVersionNotSupported,
            $"The request line asks for {HeadSyntax.Quote(line.Version)}.",
            "Ask with HTTP/1.1. A WebSocket over HTTP/2 or HTTP/3 begins in another way (RFC 8441, RFC 9220) than this server speaks.",
            "RFC 6455 4.2.1");
    }

    private static HandshakeRefusal? CheckMethod(RequestLine line)
    {
        // RFC 6455 4.1: "The method of the request MUST be GET"; methods are case-sensitive (RFC 9110 9.1).
        if (line.Method.SequenceEqual("GET"u8))
            return null;

        return new HandshakeRefusal(
            MethodNotAllowed, $"The method is {HeadSyntax.Quote(line.Method)}.", "Ask with GET, in capital letters.", "RFC 6455 4.1")
        {
            Headers = [new(HeaderNames.Allow, "GET")],
        };
    }

    private static HandshakeRefusal? CheckTarget(RequestLine line)
    {
        if (!line.HasOriginForm && !(line.HasAbsoluteForm && IsAuthority(line.Authority)))
        {
            return Bad(
                $"The request target {HeadSyntax.Quote(line.Target)} is neither a path nor an http:// or https:// URI.",
                "Ask for the path and the query alone, such as /chat?room=7.",
                "RFC 6455 4.2.1");
        }

        // RFC 6455 3: "Fragment identifiers are meaningless in the context of WebSocket URIs and MUST NOT be used on these URIs."
        return !line.Target.Contains((byte)'#') ? null : Bad(
            $"The request target {HeadSyntax.Quote(line.Target)} has a fragment.",
            "Leave out \"#\" and what follows; a \"#\" that belongs to the path is written %23.",
            "RFC 6455 3");
    }

    private static HandshakeRefusal? CheckHost(SingleField host)
    {
        // RFC 9112 3.2: "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request message that lacks a Host
        // header field and to any request message that contains more than one Host header field line or a Host header field with an
        // invalid field value."
        if (host.Count == 1 && IsAuthority(host.Value))
            return null;

        return Bad(
            host.Count == 1 ? $"The Host header {HeadSyntax.Quote(host.Value)} is no host." : Times("Host", host.Count),
            "Send one Host header with the host, and the port where it is not the usual one: Host: localhost:8080",
            "RFC 9112 3.2");
    }

    private static HandshakeRefusal? CheckUpgrade(HandshakeFields fields, UpgradeRequest request)
    {
        if (fields.AsksForWebSocket)
            return null;

        // RFC 9110 15.5.22: "The server MUST send an Upgrade header field in a 426 response to indicate the required protocol(s)".
        var upgrade = request.Headers[HeaderNames.Upgrade];
        var url = $"ws://{request.Host}{Encoding.Latin1.GetString(request.RequestLine.Resource)}";
        return new HandshakeRefusal(
            UpgradeRequired,
            upgrade is null
                ? "This is a WebSocket server, and the request is a plain HTTP request: it has no \"Upgrade: websocket\"."
                : $"The Upgrade header asks for {HeadSyntax.Quote(Encoding.Latin1.GetBytes(upgrade))}, not for websocket.",
            $"Connect with a WebSocket client to {url} (wss:// where you came by https://); in a browser: new WebSocket(url).",
            "RFC 6455 4.2.1")
        {
            Headers = [new(HeaderNames.Upgrade, "websocket"), new(HeaderNames.Connection, HeaderNames.Upgrade), SupportedVersion],
        };
    }

    private static HandshakeRefusal? CheckConnection(HandshakeFields fields) => fields.AsksForUpgrade ? null : Bad(
        "The Connection header does not list \"Upgrade\". A proxy on the way may have taken it out.",
        "Send Connection: Upgrade beside Upgrade: websocket, and let proxies pass both on.",
        "RFC 6455 4.2.1");

    private static HandshakeRefusal? CheckVersion(SingleField version)
    {
        if (version.Count == 1 && version.Value.SequenceEqual("13"u8))
            return null;

        // RFC 6455 4.2.2: "If this version does not match a version understood by the server, the server MUST abort the WebSocket handshake
        // described in this section and instead send an appropriate HTTP error code (such as 426 Upgrade Required) and a
        // |Sec-WebSocket-Version| header field indicating the version(s) the server is capable of understanding."
        // A request that names no version, or two, does not ask for another one: it is malformed (4.2.1), hence 400.
        return version.Count == 1
            ? new HandshakeRefusal(
                UpgradeRequired,
                $"The Sec-WebSocket-Version header asks for {HeadSyntax.Quote(version.Value)}.",
                "Send Sec-WebSocket-Version: 13, the only version there is a standard for.",
                "RFC 6455 4.2.2")
            {
                Headers = [new(HeaderNames.Upgrade, "websocket"), new(HeaderNames.Connection, HeaderNames.Upgrade), SupportedVersion],
            }
            : Bad(Times("Sec-WebSocket-Version", version.Count), "Send Sec-WebSocket-Version: 13 once.", "RFC 6455 4.2.1") with
            {
                Headers = [SupportedVersion],
            };
    }

    private static HandshakeRefusal? CheckKey(SingleField key)
    {
        // RFC 6455 4.2.1: "A |Sec-WebSocket-Key| header field with a base64-encoded (see Section 4 of [RFC4648]) value that, when decoded,
        // is 16 bytes in length." 11.3.1: it "MUST NOT appear more than once in an HTTP request".
        if (key.Count == 1 && key.Value.Length == KeyLength && Base64.IsValid(key.Value, out var decoded) && decoded == 16)
            return null;

        return Bad(
            key.Count == 1
                ? $"The Sec-WebSocket-Key header {HeadSyntax.Quote(key.Value)} is not the base64 of 16 bytes."
                : Times("Sec-WebSocket-Key", key.Count),
            "Send one Sec-WebSocket-Key with the base64 of 16 random bytes, 24 characters long.",
            "RFC 6455 4.2.1");
    }

    private static HandshakeRefusal? CheckBody(HandshakeFields fields) => !fields.AnnouncesBody ? null : Bad(
        "The request announces a body, by Content-Length or Transfer-Encoding: its bytes could not be told from frames.",
        "Send the handshake without a body.",
        "RFC 9110 9.3.1");

    /// <summary>A host that is not empty, and a port of digits, which may be left out.</summary>
    private static bool IsAuthority(ReadOnlySpan<byte> text)
    {
        var address = text.LastIndexOf((byte)']') + 1;
        var colon = text[address..].IndexOf((byte)':');
        var host = colon < 0 ? text : text[..(address + colon)];
        var port = colon < 0 ? [] : text[(address + colon + 1)..];
        return !host.IsEmpty && !host.ContainsAnyExcept(HostCharacters) && !port.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static string Times(string name, int count) =>
        count == 0 ? $"The {name} header is missing." : $"The {name} header was sent {count} times.";

    private static HandshakeRefusal Bad(string text, string advice, string section) => new(BadRequest, text, advice, section);
}
