using System.Buffers;
using System.Globalization;
using System.Text;

namespace MockWs.Wire.Handshake;

/// <summary>Whether a head is HTTP at all (RFC 9112): its lines, its request line, its headers. What it asks for is not looked at.</summary>
internal static class HeadSyntax
{
    private const int BadRequest = 400;
    private const int ExcerptLength = 80;

    // RFC 9110 5.6.2: the characters of a token.
    private static readonly SearchValues<byte> Tchars =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // RFC 9110 5.5: a value holds visible characters, spaces, tabs and obs-text.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 0x7F]);

    public static bool IsToken(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExcept(Tchars);

    /// <summary>Null for a well-formed head that ends in its empty line.</summary>
    public static HandshakeRefusal? Check(ReadOnlySpan<byte> head)
    {
        for (var number = 1; head.IndexOf((byte)'\n') is var end and >= 0; number++)
        {
            var line = head[..end];
            head = head[(end + 1)..];
            var refusal = CheckEnd(number, line) ?? (number == 1 ? CheckRequestLine(line[..^1]) : CheckHeaderLine(number, line[..^1]));
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    /// <summary>Null for a byte that a request can begin with, an empty line before it included.</summary>
    public static HandshakeRefusal? CheckFirstByte(byte first) => first switch
    {
        0x16 => new HandshakeRefusal(
            BadRequest,
            "The first byte is 0x16, which begins a TLS handshake, but this port speaks plain HTTP.",
            "Connect with ws:// instead of wss://, or start the server with a certificate.",
            "RFC 6455 3"),
        (byte)'\r' or (byte)'\n' => null,
        _ when Tchars.Contains(first) => null,
        _ => new HandshakeRefusal(
            BadRequest,
            $"The first byte is 0x{first:X2}, which cannot begin an HTTP request.",
            "Begin with a request line such as: GET /chat HTTP/1.1",
            "RFC 9112 3"),
    };

    /// <summary>Bytes of the client's as a person can read them: what is not printable as \xNN, and cut where they are long.</summary>
    public static string Quote(ReadOnlySpan<byte> text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var next in text[..Math.Min(text.Length, ExcerptLength)])
        {
            if (next is >= 0x20 and < 0x7F)
                quoted.Append((char)next);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{next:X2}");
        }

        return quoted.Append(text.Length > ExcerptLength ? "…\"" : "\"").ToString();
    }

    private static HandshakeRefusal? CheckEnd(int number, ReadOnlySpan<byte> line)
    {
        // RFC 9112 2.2: "a recipient MAY recognize a single LF as a line terminator". This one does not: a server that does would hide the
        // client's mistake until the client meets one that does not.
        if (line is not [.., (byte)'\r'])
            return Bad(number, line, "ends in a bare LF.", "End every line with CR LF, \"\\r\\n\".", "RFC 9112 2.2");

        // RFC 9112 2.2: "A recipient of such a bare CR MUST consider that element to be invalid or replace each bare CR with SP"; RFC 9110
        // 5.5: "Field values containing CR, LF, or NUL characters are invalid and dangerous".
        var text = line[..^1];
        var control = text.IndexOfAny(Controls);
        return control < 0 ? null : Bad(
            number,
            text,
            $"has the control character 0x{text[control]:X2} at column {control + 1}.",
            "Leave it out, or encode it.",
            "RFC 9110 5.5");
    }

    private static HandshakeRefusal? CheckRequestLine(ReadOnlySpan<byte> text)
    {
        // RFC 9112 3: request-line = method SP request-target SP HTTP-version
        var line = new RequestLine(text);
        var hasTarget = !line.Target.IsEmpty && !line.Target.Contains((byte)' ');
        if (!hasTarget || !IsToken(line.Method) || !line.Version.StartsWith("HTTP/"u8))
        {
            return Bad(
                1,
                text,
                "is not a request line.",
                "Write method, target and version with one space between them: GET /chat HTTP/1.1",
                "RFC 9112 3");
        }

        return !line.Target.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E) ? null : Bad(
            1, text, "has a target with bytes that are not ASCII.", "Percent-encode them as UTF-8: /caf%C3%A9", "RFC 9112 3.2");
    }

    private static HandshakeRefusal? CheckHeaderLine(int number, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return null;

        // RFC 9112 5.2: "A server that receives an obs-fold in a request message ... MUST either reject the message by sending a 400 (Bad
        // Request) ... or replace each received obs-fold with one or more SP". 2.2 says the same of white space before the first header.
        if (text[0] is (byte)' ' or (byte)'\t')
            return Bad(number, text, "begins with white space.", "Write each header on one line, without folding.", "RFC 9112 5.2");

        var colon = text.IndexOf((byte)':');
        if (colon < 0)
            return Bad(number, text, "has no colon.", "Write each header as: Name: value", "RFC 9112 5");

        // RFC 9112 5.1: "A server MUST reject, with a response status code of 400 (Bad Request), any received request message that
        // contains whitespace between a header field name and colon."
        var name = text[..colon];
        if (name is [.., (byte)' ' or (byte)'\t'])
            return Bad(number, text, "has white space before the colon.", "Put the colon right after the name.", "RFC 9112 5.1");

        return IsToken(name) ? null : Bad(
            number,
            text,
            $"has the name {Quote(name)}, which is no token.",
            "Use letters, digits and hyphens in a header's name.",
            "RFC 9110 5.1");
    }

    private static HandshakeRefusal Bad(int number, ReadOnlySpan<byte> line, string text, string advice, string section) =>
        new(BadRequest, $"Line {number} of the request, {Quote(line)}, {text}", advice, section);
}
