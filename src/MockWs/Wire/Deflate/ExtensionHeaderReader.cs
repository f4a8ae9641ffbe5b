using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MockWs.Wire.Deflate;

/// <summary>Reads the value of a <c>Sec-WebSocket-Extensions</c> header (the grammar of RFC 6455 9.1).</summary>
internal ref struct ExtensionHeaderReader
{
    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    private ReadOnlySpan<char> _rest;

    private ExtensionHeaderReader(ReadOnlySpan<char> value) => _rest = value;

    /// <summary>Reads all offers in their order. A header with several lines is to be joined with commas first.</summary>
    /// <returns>False when the value does not follow the grammar.</returns>
    public static bool TryRead(ReadOnlySpan<char> value, [NotNullWhen(true)] out IReadOnlyList<ExtensionOffer>? offers)
    {
        var reader = new ExtensionHeaderReader(value);
        var read = new List<ExtensionOffer>();
        offers = null;
        do
        {
            // RFC 2616 2.1: a list may have empty elements, but must have one that is not.
            if (reader.IsAtEndOfElement()) continue;
            if (!reader.TryReadOffer(out var offer)) return false;
            read.Add(offer);
        }
        while (reader.TryTake(','));

        if (read.Count == 0 || !reader._rest.IsEmpty) return false;
        offers = read;
        return true;
    }

    // extension = extension-token *( ";" extension-param )
    private bool TryReadOffer([NotNullWhen(true)] out ExtensionOffer? offer)
    {
        offer = null;
        if (!TryReadToken(out var name)) return false;

        var parameters = new List<KeyValuePair<string, string?>>();
        while (TryTake(';'))
        {
            if (!TryReadToken(out var parameter)) return false;
            string? value = null;
            if (TryTake('=') && !TryReadValue(out value)) return false;
            parameters.Add(new(parameter, value));
        }

        offer = new(name, parameters);
        return true;
    }

    private bool TryReadValue([NotNullWhen(true)] out string? value) =>
        TryTake('"') ? TryReadQuoted(out value) : TryReadToken(out value);

    // RFC 6455 9.1: "When using the quoted-string syntax variant, the value after quoted-string unescaping MUST conform to the 'token'
    // ABNF."
    private bool TryReadQuoted([NotNullWhen(true)] out string? value)
    {
        value = null;
        var unescaped = new StringBuilder();
        while (!_rest.IsEmpty && _rest[0] != '"')
        {
            if (_rest[0] == '\\') _rest = _rest[1..];
            if (_rest.IsEmpty || !TokenChars.Contains(_rest[0])) return false;
            unescaped.Append(_rest[0]);
            _rest = _rest[1..];
        }

        if (unescaped.Length == 0 || !TryTake('"')) return false;
        value = unescaped.ToString();
        return true;
    }

    private bool TryReadToken([NotNullWhen(true)] out string? token)
    {
        SkipSpace();
        var length = _rest.IndexOfAnyExcept(TokenChars);
        if (length < 0) length = _rest.Length;
        token = length == 0 ? null : _rest[..length].ToString();
        _rest = _rest[length..];
        return token is not null;
    }

    private bool IsAtEndOfElement()
    {
        SkipSpace();
        return _rest.IsEmpty || _rest[0] == ',';
    }

    private bool TryTake(char delimiter)
    {
        SkipSpace();
        if (_rest.IsEmpty || _rest[0] != delimiter) return false;
        _rest = _rest[1..];
        return true;
    }

    private void SkipSpace() => _rest = _rest.TrimStart(" \t");
}
