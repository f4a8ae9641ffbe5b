using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MockWs.Behaviours;

/// <summary>JSON from bytes, and back into what a person reads.</summary>
internal static class JsonText
{
    private const int LongestShown = 80;

    /// <summary>Where the parser begins to tell the place.</summary>
    private static readonly SearchValues<string> Positions = SearchValues.Create([" Path: $", " LineNumber:"], StringComparison.Ordinal);

    /// <summary>
    /// Reads one JSON value (RFC 8259). A string with half a character in it (an escaped lone surrogate) counts as no JSON: no text can hold it.
    /// </summary>
    /// <param name="utf8">The value, with nothing but white space around it.</param>
    /// <param name="value">The value.</param>
    /// <param name="error">What is wrong, and where; null if nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out JsonElement value, [NotNullWhen(false)] out string? error)
    {
        try
        {
            value = JsonElement.Parse(utf8);
            ReadStrings(value, utf8);
            error = null;
            return true;
        }
        catch (JsonException e)
        {
            error = $"{What(e)}{Where(e)}";
        }
        catch (InvalidOperationException)
        {
            error = "an escape such as \\ud800 stands for half a character";
        }

        value = default;
        return false;
    }

    /// <summary>A value in one line, elided where it is long.</summary>
    public static string Show(JsonElement value)
    {
        var text = Compact(value);
        return text.Length <= LongestShown ? text : $"{text.AsSpan(0, LongestShown - 1)}…";
    }

    /// <summary>A value in one line.</summary>
    public static string Compact(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>A hash that is the same for values that are equal: numbers by value, objects whatever the order of their members.</summary>
    public static int HashOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Aggregate(1, (hash, member) => unchecked(hash + HashCode.Combine(member.Name, HashOf(member.Value)))),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(2, (hash, element) => HashCode.Combine(hash, HashOf(element))),
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Number => value.TryGetDouble(out var number) ? number.GetHashCode() : 0,
        var kind => (int)kind,
    };

    /// <summary>A string as JSON writes it, in quotes; only what a person cannot see is escaped.</summary>
    public static string Quote(ReadOnlySpan<char> value)
    {
        var text = new StringBuilder(value.Length + 2);
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = 0;
                foreach (var member in value.EnumerateObject())
                {
                    text.Append(members++ == 0 ? '{' : ',');
                    Append(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                }

                text.Append(members == 0 ? "{}" : "}");
                break;
            case JsonValueKind.Array:
                var elements = 0;
                foreach (var element in value.EnumerateArray())
                {
                    text.Append(elements++ == 0 ? '[' : ',');
                    Append(text, element);
                }

                text.Append(elements == 0 ? "[]" : "]");
                break;
            case JsonValueKind.String:
                Append(text, value.GetString());
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> value)
    {
        text.Append('"');
        foreach (var character in value.EnumerateRunes())
        {
            _ = character.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when IsUnseen(character) => text.Append(CultureInfo.InvariantCulture, $"\\u{character.Value:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    private static bool IsUnseen(Rune character) => character.IsBmp && Rune.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // The parser checks UTF-8 but takes any escape; the exception would come later, out of whoever reads the string.
    private static void ReadStrings(JsonElement value, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\u"u8) >= 0)
        {
            ReadStrings(value);
        }
    }

    private static void ReadStrings(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    ReadStrings(element);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadStrings(property.Value);
                }

                break;
        }
    }

    // The parser's own position counts lines from 0 and speaks of a path; this says the same as an editor does.
    public static string What(JsonException e)
    {
        var end = e.Message.AsSpan().IndexOfAny(Positions);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }

    private static string Where(JsonException e) =>
        e is { LineNumber: { } line, BytePositionInLine: { } position } ? $" (line {line + 1}, byte {position + 1})" : "";
}
