using Fluid.Ast;

namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>
/// Reads Liquid into the engine's own syntax tree. The engine's parser is left aside: it takes names and filters that do not exist, which
/// are errors here as soon as a scenario loads, and it does not run on every version of Parlot that its package admits (2.2.1 has lost
/// methods that it calls).
/// </summary>
internal sealed class TemplateReader
{
    private static readonly string[] Tags = ["if", "unless", "case", "for", "assign", "break", "continue", "raw", "comment"];
    private static readonly string[] Inner = ["elsif", "else", "when", "endif", "endunless", "endcase", "endfor"];

    private readonly string _source;
    private readonly List<Piece> _pieces;
    private readonly List<string> _variables = [];
    private int _next;
    private int _loops;

    private TemplateReader(string source)
    {
        _source = source;
        _pieces = new PieceScanner(source).Scan();
    }

    /// <summary>Reads a source.</summary>
    /// <exception cref="TemplateSyntaxException">It is no Liquid, or it names something that no template knows.</exception>
    public static IReadOnlyList<Statement> Read(string source)
    {
        var reader = new TemplateReader(source);
        var statements = reader.ReadStatements();
        return reader._next == reader._pieces.Count ? statements : throw reader.Stray(reader._pieces[reader._next]);
    }

    /// <summary>Reads up to a tag that belongs to the block around.</summary>
    private List<Statement> ReadStatements()
    {
        var statements = new List<Statement>();
        for (; _next < _pieces.Count; _next++)
        {
            var piece = _pieces[_next];
            if (piece.Kind == PieceKind.Tag && Inner.Contains(piece.Text))
                break;
            statements.Add(piece.Kind switch
            {
                PieceKind.Literal => new LiteralPart(piece.Text),
                PieceKind.Output => ReadOutput(piece),
                _ => ReadTag(piece),
            });
        }

        return statements;
    }

    private OutputPart ReadOutput(Piece piece) =>
        new(Whole(piece, (expression, _) => expression.ReadFiltered()), TextOf(piece));

    private Statement ReadTag(Piece tag) => tag.Text switch
    {
        "if" => ReadIf(tag),
        "unless" => ReadUnless(tag),
        "case" => ReadCase(tag),
        "for" => ReadFor(tag),
        "assign" => ReadAssign(tag),
        "break" when Empty(tag) && _loops > 0 => new BreakStatement(),
        "continue" when Empty(tag) && _loops > 0 => new ContinueStatement(),
        "break" or "continue" => throw Wrong(tag, $"{{% {tag.Text} %}} stands outside of a loop"),
        _ => throw Wrong(tag, $"there is no tag \"{tag.Text}\"{NearestName.Suggestion(tag.Text, [.. Tags, .. Inner])}"),
    };

    private IfStatement ReadIf(Piece tag)
    {
        var condition = ReadCondition(tag);
        var statements = ReadBlock();
        var others = new List<ElseIfStatement>();
        while (TryTake("elsif", out var elsif))
            others.Add(new ElseIfStatement(ReadCondition(elsif), ReadBlock()));
        var last = ReadElse();
        TakeEndOf(tag);
        return new IfStatement(condition, statements, last, others);
    }

    private UnlessStatement ReadUnless(Piece tag)
    {
        var condition = ReadCondition(tag);
        var statements = ReadBlock();
        var last = ReadElse();
        TakeEndOf(tag);
        return new UnlessStatement(condition, statements, last);
    }

    private CaseStatement ReadCase(Piece tag)
    {
        var value = Named(tag, Whole(tag, (expression, _) => expression.ReadOptionalValue()));
        if (!ReadBlock().All(statement => statement is LiteralPart literal && string.IsNullOrWhiteSpace(literal.Text)))
            throw Wrong(tag, "between {% case %} and the first {% when %} stands what nothing sends");
        var whens = new List<WhenStatement>();
        while (TryTake("when", out var when))
            whens.Add(new WhenStatement(Whole(when, ReadOptions), ReadBlock()));
        var last = ReadElse();
        TakeEndOf(tag);
        return new CaseStatement(value, last, [.. whens]);
    }

    private static List<Expression> ReadOptions(ExpressionReader expression, TokenReader tokens)
    {
        var options = new List<Expression> { expression.ReadOptionalValue() };
        while (tokens.TryTakeSymbol(",") || tokens.TryTakeName("or"))
            options.Add(expression.ReadOptionalValue());
        return options;
    }

    private ForStatement ReadFor(Piece tag)
    {
        var (name, source, limit, offset, isReversed) = Whole(tag, ReadLoop);
        string[] inside = [name, "forloop", "parentloop"];
        _variables.AddRange(inside);
        _loops++;
        var statements = ReadBlock();
        _loops--;
        foreach (var variable in inside)
            _variables.Remove(variable);
        var last = ReadElse();
        TakeEndOf(tag);
        return new ForStatement(statements, name, Named(tag, source), limit, offset, isReversed, last);
    }

    private static (string Name, Expression Source, Expression? Limit, Expression? Offset, bool IsReversed) ReadLoop(
        ExpressionReader expression, TokenReader tokens)
    {
        var name = ReadVariable(tokens);
        if (!tokens.TryTakeName("in"))
            throw tokens.Expected("\"in\"");
        var source = expression.ReadSource();
        var (limit, offset, isReversed) = ((Expression?)null, (Expression?)null, false);
        while (tokens.Next.Kind == TokenKind.Name)
        {
            switch (tokens.Take())
            {
                case { Text: "reversed" }:
                    isReversed = true;
                    break;
                case { Text: "limit" }:
                    tokens.TakeSymbol(":");
                    limit = expression.ReadValue();
                    break;
                case { Text: "offset" }:
                    tokens.TakeSymbol(":");
                    offset = expression.ReadValue();
                    break;
                case var other:
                    var hint = NearestName.Hint(other.Text, ["limit", "offset", "reversed"]);
                    throw tokens.Wrong(other.Start, $"a loop has no \"{other.Text}\"{hint}");
            }
        }

        return (name, source, limit, offset, isReversed);
    }

    private AssignStatement ReadAssign(Piece tag)
    {
        var (name, value) = Whole(tag, (expression, tokens) =>
        {
            var variable = ReadVariable(tokens);
            tokens.TakeSymbol("=");
            return (variable, expression.ReadFiltered());
        });
        _variables.Add(name);
        return new AssignStatement(name, Named(tag, value));
    }

    private static string ReadVariable(TokenReader tokens)
    {
        var name = tokens.TakeName("the name of a variable");
        return TemplateRoot.FirstWords.Contains(name.Text)
            ? throw tokens.Wrong(name.Start, $"\"{name.Text}\" is what every template knows: give the variable another name")
            : name.Text;
    }

    private NamedExpression ReadCondition(Piece tag) => Named(tag, Whole(tag, (expression, _) => expression.ReadCondition()));

    private ElseStatement? ReadElse() => TryTake("else", out var tag) && Empty(tag) ? new ElseStatement(ReadBlock()) : null;

    /// <summary>Reads what stands behind the tag at hand.</summary>
    private List<Statement> ReadBlock()
    {
        _next++;
        return ReadStatements();
    }

    private bool TryTake(string name, out Piece tag)
    {
        tag = _next < _pieces.Count ? _pieces[_next] : default;
        return tag.Text == name && tag.Kind == PieceKind.Tag;
    }

    private void TakeEndOf(Piece tag)
    {
        if (!TryTake("end" + tag.Text, out var end))
            throw _next < _pieces.Count ? Stray(_pieces[_next]) : Wrong(tag, $"{{% {tag.Text} %}} is not closed by {{% end{tag.Text} %}}");
        Empty(end);
    }

    /// <summary>Reads the whole content of a piece.</summary>
    private T Whole<T>(Piece piece, Func<ExpressionReader, TokenReader, T> read)
    {
        var tokens = new TokenReader(_source, piece.Start, piece.End);
        var value = read(new ExpressionReader(tokens, _variables), tokens);
        tokens.TakeEnd();
        return value;
    }

    private NamedExpression Named(Piece piece, Expression expression) => new(expression, TextOf(piece));

    private string TextOf(Piece piece) => _source[piece.Start..piece.End].Trim();

    private bool Empty(Piece tag) => Whole(tag, (_, _) => true);

    private TemplateSyntaxException Stray(Piece tag) => Wrong(tag, $"{{% {tag.Text} %}} belongs to no open tag");

    private TemplateSyntaxException Wrong(Piece tag, string problem) => new(_source, tag.Open, problem);
}
