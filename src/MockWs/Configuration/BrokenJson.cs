using System.Text.Json;
using MockWs.Behaviours;

namespace MockWs.Configuration;

/// <summary>Says what is wrong with a text that is no JSON, and where.</summary>
internal static class BrokenJson
{
    /// <param name="utf8">The text.</param>
    /// <param name="error">What the reader says.</param>
    public static (Place Place, string What) Tell(ReadOnlyMemory<byte> utf8, JsonException error)
    {
        var offset = OffsetOf(utf8.Span, error);
        return (PlaceOf(utf8, offset), WhatIsOpen(utf8, offset) ?? JsonText.What(error));
    }

    /// <summary>What is wrong if something is not closed, or by the wrong bracket: it may begin far from where the reader notices.</summary>
    private static string? WhatIsOpen(ReadOnlyMemory<byte> utf8, int offset)
    {
        var text = utf8.Span;
        var (token, bracket) = Unread(text);
        var rest = text[offset..];
        if (text[token..].TrimStart(" \t\r\n,:"u8) is [(byte)'"', ..] unread && rest is [] or [(byte)'\r' or (byte)'\n', ..])
        {
            return $"the text of {PlaceOf(utf8, text.Length - unread.Length)} has no quote at its end";
        }

        rest = rest.TrimStart(" \t\r\n"u8);
        if (bracket is not { } open)
        {
            return text.Trim(" \t\r\n"u8) is [] ? "the file is empty" : null;
        }

        return rest is [] ? $"the file ends before the {(char)text[open]} of {PlaceOf(utf8, open)} is closed" :
            rest[0] == (text[open] == '{' ? ']' : '}') ? $"the {(char)text[open]} of {PlaceOf(utf8, open)} is closed by a {(char)rest[0]}" :
            null;
    }

    /// <summary>Where the reader gives up, and the innermost bracket that is open there.</summary>
    private static (int Token, int? Bracket) Unread(ReadOnlySpan<byte> utf8)
    {
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(utf8, ScenarioScanner.Lenient);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    open.Push((int)reader.TokenStartIndex);
                }
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    open.Pop();
                }
            }
        }
        catch (JsonException)
        {
            // Where that is, and what is open, is all that is asked for.
        }

        return ((int)reader.BytesConsumed, open.TryPeek(out var innermost) ? innermost : null);
    }

    private static int OffsetOf(ReadOnlySpan<byte> utf8, JsonException error)
    {
        var offset = 0;
        for (var line = 0; line < error.LineNumber; line++)
        {
            offset += utf8[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(utf8.Length, offset + (int)(error.BytePositionInLine ?? 0));
    }

    private static Place PlaceOf(ReadOnlyMemory<byte> utf8, int offset) => new TextCursor(utf8).MoveTo(offset);
}
