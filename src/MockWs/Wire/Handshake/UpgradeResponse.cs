using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MockWs.Wire.Handshake;

/// <summary>
/// The answer to an <see cref="UpgradeRequest"/>. It goes out exactly as it is told, right or wrong: nothing is added, checked or
/// corrected. Immutable: calls may be concurrent.
/// </summary>
public sealed class UpgradeResponse
{
    /// <summary>An answer of these parts and no others.</summary>
    /// <param name="statusCode">The status code; any number, so that a wrong one can be sent.</param>
    /// <param name="reasonPhrase">The words after the status code; null for the usual ones.</param>
    /// <param name="headers">The headers in their order; a name may repeat.</param>
    /// <param name="body">What follows the headers, sent as UTF-8; empty for none. <see cref="Refuse"/> adds the headers that describe it.</param>
    /// <exception cref="ArgumentException">
    /// The reason phrase, a name or a value has a character above U+00FF: a head is sent as one byte a character (ISO-8859-1).
    /// </exception>
    public UpgradeResponse(
        int statusCode, string? reasonPhrase = null, IEnumerable<KeyValuePair<string, string>>? headers = null, string body = "")
    {
        ArgumentNullException.ThrowIfNull(body);
        StatusCode = statusCode;
        Body = body;
        ReasonPhrase = reasonPhrase ?? ReasonPhrases.GetReasonPhrase(statusCode);
        Headers = [.. headers ?? []];
        ThrowIfNotBytes(ReasonPhrase, nameof(reasonPhrase));
        foreach (var (name, value) in Headers)
        {
            ThrowIfNotBytes(name, nameof(headers));
            ThrowIfNotBytes(value, nameof(headers));
        }
    }

    /// <summary>The status code: 101 for a connection that was accepted.</summary>
    public int StatusCode { get; }

    /// <summary>The words after the status code.</summary>
    public string ReasonPhrase { get; }

    /// <summary>The headers in their order; a name may repeat.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>What follows the headers, sent as UTF-8; empty for none.</summary>
    public string Body { get; }

    /// <summary>A complete answer other than 101: the body is plain text in UTF-8, its length is given, and the connection ends.</summary>
    /// <param name="statusCode">The status code, such as 401 or 503.</param>
    /// <param name="body">What a person reads who asks why.</param>
    /// <param name="headers">Headers that go before those of the body; a name may repeat.</param>
    /// <exception cref="ArgumentException">A name or a value has a character above U+00FF.</exception>
    public static UpgradeResponse Refuse(int statusCode, string body = "", IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new UpgradeResponse(
            statusCode,
            null,
            [
                .. headers ?? [],
                new(HeaderNames.ContentType, "text/plain; charset=utf-8"),
                new(HeaderNames.ContentLength, $"{Encoding.UTF8.GetByteCount(body)}"),
                new(HeaderNames.Connection, "close"),
            ],
            body);
    }

    /// <summary>The status line, such as <c>HTTP/1.1 101 Switching Protocols</c>.</summary>
    public override string ToString() => $"HTTP/1.1 {StatusCode} {ReasonPhrase}";

    /// <summary>The answer that accepts a request (RFC 6455 4.2.2), as <see cref="HandshakeWriter"/> sends it without this object.</summary>
    internal static UpgradeResponse Accept(UpgradeRequest request, string? subprotocol, string? extensions)
    {
        List<KeyValuePair<string, string>> headers =
        [
            new(HeaderNames.Upgrade, "websocket"),
            new(HeaderNames.Connection, "Upgrade"),
            new(HeaderNames.SecWebSocketAccept, HandshakeRules.AcceptFor(request.Key ?? "")),
        ];
        if (subprotocol is not null)
            headers.Add(new(HeaderNames.SecWebSocketProtocol, subprotocol));
        if (extensions is not null)
            headers.Add(new(HeaderNames.SecWebSocketExtensions, extensions));
        return new UpgradeResponse((int)HttpStatusCode.SwitchingProtocols, headers: headers);
    }

    private static void ThrowIfNotBytes(string text, string parameter)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u00FF') is not (>= 0 and var wide))
            return;

        throw new ArgumentException(
            $"'{text}' has the character U+{(int)text[wide]:X4} at index {wide}. The head of a response is sent as one byte a character "
            + "(ISO-8859-1), so only U+0000 to U+00FF can be sent; put other text into the body, or percent-encode it.",
            parameter);
    }
}
