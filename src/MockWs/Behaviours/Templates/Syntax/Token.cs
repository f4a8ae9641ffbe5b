namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>What an expression is made of.</summary>
internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Symbol,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="Text">What it says; of a quoted text what stands between the quotes.</param>
/// <param name="End">Where it ends in the source.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text, int End)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    /// <summary>The token as a message names it.</summary>
    public override string ToString() => Kind == TokenKind.End ? "the end" : $"\"{Text}\"";
}
