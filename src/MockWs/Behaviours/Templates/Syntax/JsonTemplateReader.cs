using System.Text;
using System.Text.Json;

namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>Takes JSON apart into text that stays as it is and strings that are templates. For one source.</summary>
internal sealed class JsonTemplateReader(string source)
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(source);
    private readonly List<JsonTemplate.Part> _parts = [];
    private readonly List<byte> _text = [];
    private bool _isFollower;

    /// <exception cref="TemplateSyntaxException">The source is no JSON, or a string in it is no template.</exception>
    public IReadOnlyList<JsonTemplate.Part> Read()
    {
        var reader = new Utf8JsonReader(_utf8, Options);
        try
        {
            while (reader.Read())
                Add(ref reader);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }

        EndText();
        return _parts;
    }

    private void Add(ref Utf8JsonReader reader)
    {
        if (_isFollower && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            _text.Add((byte)',');
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                AddName(ref reader);
                break;
            case JsonTokenType.String when PieceScanner.IsTemplate(reader.GetString()!):
                EndText();
                _parts.Add(new JsonTemplate.Part([], ReadTemplate(ref reader)));
                break;
            case JsonTokenType.String:
                AddQuoted(reader.ValueSpan);
                break;
            default:
                _text.AddRange(reader.ValueSpan);
                break;
        }

        _isFollower = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);
    }

    private void AddName(ref Utf8JsonReader reader)
    {
        if (PieceScanner.IsTemplate(reader.GetString()!))
            throw new TemplateSyntaxException(source, CharsTo(reader.TokenStartIndex), "the name of a property cannot be a template");
        AddQuoted(reader.ValueSpan);
        _text.Add((byte)':');
    }

    private void AddQuoted(ReadOnlySpan<byte> escaped)
    {
        _text.Add((byte)'"');
        _text.AddRange(escaped);
        _text.Add((byte)'"');
    }

    private void EndText()
    {
        if (_text.Count > 0)
            _parts.Add(new JsonTemplate.Part([.. _text], null));
        _text.Clear();
    }

    private TemplateBody ReadTemplate(ref Utf8JsonReader reader)
    {
        try
        {
            return new TemplateBody(reader.GetString()!);
        }
        catch (TemplateSyntaxException e)
        {
            var first = CharsTo(reader.TokenStartIndex) + 1;
            throw new TemplateSyntaxException(source, OffsetInString(first, e.Offset), e.Problem);
        }
    }

    /// <summary>Where the JSON text holds the character before which a string has that many, when its escapes are undone.</summary>
    private int OffsetInString(int at, int count)
    {
        // RFC 8259 section 7: an escape is a backslash and one character, or a backslash, a "u" and four hexadecimal digits.
        for (; count > 0; count--)
            at += source[at] != '\\' ? 1 : source[at + 1] == 'u' ? 6 : 2;
        return at;
    }

    private int CharsTo(long bytes) => Encoding.UTF8.GetCharCount(_utf8.AsSpan(0, (int)bytes));

    private TemplateSyntaxException NotJson(JsonException e)
    {
        var line = 0;
        for (var i = 0; i < e.LineNumber; i++)
            line += _utf8.AsSpan(line).IndexOf((byte)'\n') + 1;
        var offset = CharsTo(Math.Min(line + (e.BytePositionInLine ?? 0), _utf8.Length));
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new TemplateSyntaxException(source, offset, $"not JSON: {(end < 0 ? e.Message : e.Message[..end])}");
    }
}
