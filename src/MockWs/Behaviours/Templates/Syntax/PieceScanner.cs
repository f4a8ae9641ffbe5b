namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>Takes a source apart into literals, outputs and tags. For one source.</summary>
internal sealed class PieceScanner(string source)
{
    private readonly List<Piece> _pieces = [];
    private int _at;
    private bool _trimsNext;

    /// <summary>Whether a source holds anything but literals.</summary>
    public static bool IsTemplate(string source) =>
        source.Contains("{{", StringComparison.Ordinal) || source.Contains("{%", StringComparison.Ordinal);

    /// <exception cref="TemplateSyntaxException">Braces, a quote or a block are not closed.</exception>
    public List<Piece> Scan()
    {
        while (_at < source.Length)
        {
            var open = NextOpen(_at);
            AddLiteral(open < 0 ? source.Length : open);
            if (open >= 0)
                AddCode(open);
        }

        return _pieces;
    }

    private int NextOpen(int from)
    {
        for (var at = from; (at = source.IndexOf('{', at)) >= 0 && at + 1 < source.Length; at++)
        {
            if (source[at + 1] is '{' or '%')
                return at;
        }

        return -1;
    }

    private void AddLiteral(int end)
    {
        var text = source[_at..end];
        if (_trimsNext)
            text = text.TrimStart();
        if (text.Length > 0)
            _pieces.Add(new Piece(PieceKind.Literal, _at, _at, end, text));
        _at = end;
        _trimsNext = false;
    }

    private void AddCode(int open)
    {
        var isTag = source[open + 1] == '%';
        var (start, end) = Inside(open, isTag ? "%}" : "}}", trimsBefore: true);
        if (!isTag)
        {
            _pieces.Add(new Piece(PieceKind.Output, open, start, end, ""));
            return;
        }

        while (start < end && char.IsWhiteSpace(source[start]))
            start++;
        var nameEnd = start;
        while (nameEnd < end && char.IsAsciiLetterOrDigit(source[nameEnd]))
            nameEnd++;
        var name = source[start..nameEnd];
        if (name is "raw" or "comment")
            AddUnread(open, name);
        else
            _pieces.Add(new Piece(PieceKind.Tag, open, nameEnd, end, name));
    }

    /// <summary>The content between the braces at <paramref name="open"/>. Heeds the dashes that trim, goes behind the braces.</summary>
    private (int Start, int End) Inside(int open, string closing, bool trimsBefore)
    {
        var start = open + 2;
        if (start < source.Length && source[start] == '-')
        {
            if (trimsBefore)
                TrimLast();
            start++;
        }

        var end = ClosingOf(open, start, closing);
        _at = end + 2;
        _trimsNext = end > start && source[end - 1] == '-';
        return (start, _trimsNext ? end - 1 : end);
    }

    private int ClosingOf(int open, int start, string closing)
    {
        for (var at = start; at < source.Length; at++)
        {
            if (string.CompareOrdinal(source, at, closing, 0, 2) == 0)
                return at;
            if (source[at] is '"' or '\'' && (at = source.IndexOf(source[at], at + 1)) < 0)
                break;
        }

        throw new TemplateSyntaxException(source, open, $"\"{source.AsSpan(open, 2)}\" is not closed by \"{closing}\"");
    }

    private void TrimLast()
    {
        if (_pieces is not [.., { Kind: PieceKind.Literal } last])
            return;
        _pieces[^1] = last with { Text = last.Text.TrimEnd() };
    }

    /// <summary>Takes a block whose content is not read: <c>raw</c> sends it as it stands, <c>comment</c> does not send it.</summary>
    private void AddUnread(int open, string name)
    {
        var (start, trims) = (_at, _trimsNext);
        for (var at = start; (at = source.IndexOf("{%", at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            if (!source.AsSpan(at + 2).TrimStart('-').TrimStart().StartsWith("end" + name, StringComparison.Ordinal))
                continue;
            var content = source[start..at];
            if (name == "raw")
                _pieces.Add(new Piece(PieceKind.Literal, start, start, at, trims ? content.TrimStart() : content));
            Inside(at, "%}", trimsBefore: name == "raw");
            return;
        }

        throw new TemplateSyntaxException(source, open, $"{{% {name} %}} is not closed by {{% end{name} %}}");
    }
}
