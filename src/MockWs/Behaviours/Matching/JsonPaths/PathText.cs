using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>The text of a path, read from left to right.</summary>
internal sealed class PathText(string source)
{
    // RFC 9535 section 2.1: integers are "within the range of exact integer values in I-JSON".
    private const long MaxInteger = (1L << 53) - 1;

    private int _next;

    public int Offset => _next;

    public bool IsAtEnd => _next == source.Length;

    public bool IsAt(char expected) => _next < source.Length && source[_next] == expected;

    public bool IsAtNumber => _next < source.Length && (source[_next] == '-' || char.IsAsciiDigit(source[_next]));

    public bool IsAtString => IsAt('\'') || IsAt('"');

    public bool IsAtName => _next < source.Length && IsNameStart(source[_next]);

    public FormatException Expected(string what) => Wrong(
        IsAtEnd ? $"expected {what}, found the end" : $"expected {what}, found {JsonText.Quote(Rune.GetRuneAt(source, _next).ToString())}",
        _next);

    public static FormatException Wrong(string what, int offset) => new($"{what} (offset {offset})");

    public void SkipBlanks()
    {
        while (_next < source.Length && source[_next] is ' ' or '\t' or '\n' or '\r')
        {
            _next++;
        }
    }

    public void GoBackTo(int offset) => _next = offset;

    public bool TryTake(string token)
    {
        if (string.CompareOrdinal(source, _next, token, 0, token.Length) != 0)
        {
            return false;
        }

        _next += token.Length;
        return true;
    }

    public void Take(string token)
    {
        if (!TryTake(token))
        {
            throw Expected(JsonText.Quote(token));
        }
    }

    /// <summary>A name as it may stand after a dot (RFC 9535 section 2.5.1.1).</summary>
    public string TakeName() => TakeWhile(c => IsNameStart(c) || char.IsAsciiDigit(c));

    /// <summary>An index or a bound of a slice: no leading zeros, no <c>-0</c>.</summary>
    public long TakeInteger()
    {
        var start = _next;
        var text = TakeWhile(c => c == '-' || char.IsAsciiDigit(c));
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            && Math.Abs(integer) <= MaxInteger && integer.ToString(CultureInfo.InvariantCulture) == text
            ? integer
            : throw Wrong($"{JsonText.Quote(text)} is no index", start);
    }

    /// <summary>A number as JSON has it.</summary>
    public JsonElement TakeNumber()
    {
        var start = _next;
        var text = TakeWhile(c => c is '-' or '+' or '.' or 'e' or 'E' || char.IsAsciiDigit(c));
        return JsonText.TryParse(Encoding.UTF8.GetBytes(text), out var number, out _)
            ? number
            : throw Wrong($"{JsonText.Quote(text)} is no number", start);
    }

    /// <summary>A string in either kind of quotes (RFC 9535 section 2.3.1.1).</summary>
    public string TakeString()
    {
        var start = _next;
        var quote = source[_next++];
        var json = new StringBuilder("\"");
        while (!IsAt(quote))
        {
            if (IsAtEnd)
            {
                throw Wrong("a string without its closing quote", start);
            }

            TakeCharacter(quote, json);
        }

        _next++;
        return JsonText.TryParse(Encoding.UTF8.GetBytes(json.Append('"').ToString()), out var value, out var error)
            ? value.GetString()!
            : throw Wrong($"not a string: {error}", start);
    }

    // A string of JSONPath is one of JSON but for the quotes: its own has to be escaped, and the other must not be.
    private void TakeCharacter(char quote, StringBuilder json)
    {
        var c = source[_next++];
        if (c == '\\' && !IsAtEnd)
        {
            var escaped = source[_next++];
            if (escaped is '\'' or '"' && escaped != quote)
            {
                throw Wrong($"\\{escaped} is no escape in a string in {quote}", _next - 2);
            }

            json.Append(escaped == '\'' ? "'" : $"\\{escaped}");
        }
        else
        {
            json.Append(c == '"' ? "\\\"" : c);
        }
    }

    private string TakeWhile(Func<char, bool> belongs)
    {
        var start = _next;
        while (_next < source.Length && belongs(source[_next]))
        {
            _next++;
        }

        return source[start.._next];
    }

    private static bool IsNameStart(char c) => c == '_' || char.IsAsciiLetter(c) || c >= 0x80;
}
