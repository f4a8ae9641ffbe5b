namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>Reads the words of one expression, one ahead.</summary>
internal sealed class TokenReader
{
    private static readonly string[] Symbols = ["..", "==", "!=", "<>", "<=", ">=", "<", ">", ".", "[", "]", "(", ")", "|", ":", ",", "="];

    private readonly string _source;
    private readonly int _end;

    public TokenReader(string source, int start, int end)
    {
        _source = source;
        _end = end;
        Next = Read(start);
    }

    /// <summary>The word that comes next.</summary>
    public Token Next { get; private set; }

    /// <summary>Takes the next word.</summary>
    public Token Take()
    {
        var taken = Next;
        Next = Read(taken.End);
        return taken;
    }

    /// <summary>Takes the next word if it is that symbol.</summary>
    public bool TryTakeSymbol(string symbol)
    {
        var isThere = Next.IsSymbol(symbol);
        if (isThere)
            Take();
        return isThere;
    }

    /// <summary>Takes the next word if it is that name.</summary>
    public bool TryTakeName(string name)
    {
        var isThere = Next.IsName(name);
        if (isThere)
            Take();
        return isThere;
    }

    /// <summary>Takes that symbol.</summary>
    public Token TakeSymbol(string symbol) => Next.IsSymbol(symbol) ? Take() : throw Expected($"\"{symbol}\"");

    /// <summary>Takes a name.</summary>
    public Token TakeName(string what) => Next.Kind == TokenKind.Name ? Take() : throw Expected(what);

    /// <summary>Sees that nothing follows.</summary>
    public void TakeEnd()
    {
        if (Next.Kind != TokenKind.End)
            throw Wrong(Next.Start, $"{Next} is one word too many");
    }

    /// <summary>The source between two places.</summary>
    public string Source(int start, int end) => _source[start..end];

    public TemplateSyntaxException Expected(string what) => Wrong(Next.Start, $"expected {what}, found {Next}");

    public TemplateSyntaxException Wrong(int at, string problem) => new(_source, at, problem);

    private Token Read(int at)
    {
        while (at < _end && char.IsWhiteSpace(_source[at]))
            at++;
        if (at >= _end)
            return new Token(TokenKind.End, _end, "", _end);
        var first = _source[at];
        if (first is '"' or '\'')
        {
            // The scanner has seen that every quote is closed.
            var close = _source.IndexOf(first, at + 1);
            return new Token(TokenKind.Text, at, _source[(at + 1)..close], close + 1);
        }

        if (char.IsAsciiLetter(first) || first == '_')
            return Word(TokenKind.Name, at, EndOf(at, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));
        if (char.IsAsciiDigit(first) || first == '-' && at + 1 < _end && char.IsAsciiDigit(_source[at + 1]))
            return Number(at);
        var rest = _source.AsSpan(at, _end - at).ToString();
        var symbol = Array.Find(Symbols, symbol => rest.StartsWith(symbol, StringComparison.Ordinal));
        return symbol is not null
            ? Word(TokenKind.Symbol, at, at + symbol.Length)
            : throw Wrong(at, $"\"{first}\" means nothing here");
    }

    private Token Number(int start)
    {
        var end = EndOf(start + 1, char.IsAsciiDigit);
        // The dots of a range are no decimal point.
        if (end + 1 < _end && _source[end] == '.' && char.IsAsciiDigit(_source[end + 1]))
            end = EndOf(end + 1, char.IsAsciiDigit);
        return Word(TokenKind.Number, start, end);
    }

    private int EndOf(int at, Func<char, bool> belongs)
    {
        while (at < _end && belongs(_source[at]))
            at++;
        return at;
    }

    private Token Word(TokenKind kind, int start, int end) => new(kind, start, _source[start..end], end);
}
