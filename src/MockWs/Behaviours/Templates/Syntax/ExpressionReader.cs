using System.Globalization;
using Fluid.Ast;
using Fluid.Ast.BinaryExpressions;
using Fluid.Values;

namespace MockWs.Behaviours.Templates.Syntax;

/// <summary>Reads Liquid expressions: values with filters, and the conditions of tags.</summary>
/// <param name="tokens">The words of the expression.</param>
/// <param name="variables">The variables that the template has given a value before this place.</param>
internal sealed class ExpressionReader(TokenReader tokens, IReadOnlyCollection<string> variables)
{
    /// <summary>Reads a value and its filters: <c>now | plus_seconds: 30 | date: "%H:%M"</c>.</summary>
    public Expression ReadFiltered()
    {
        var value = ReadValue();
        while (tokens.TryTakeSymbol("|"))
        {
            var filter = tokens.TakeName("a filter");
            if (!LiquidOptions.Instance.Filters.TryGetValue(filter.Text, out _))
            {
                var hint = NearestName.Suggestion(filter.Text, LiquidOptions.FilterNames);
                throw tokens.Wrong(filter.Start, $"there is no filter \"{filter.Text}\"{hint}");
            }

            if (filter.Text == "default")
                value = Optional(value);
            value = new FilterExpression(value, filter.Text, ReadArguments());
        }

        return value;
    }

    /// <summary>
    /// Reads a condition: <c>a == 1 and b contains "c"</c>. Of several, the last two are taken together first, as Liquid does. What is
    /// missing is nil here.
    /// </summary>
    public Expression ReadCondition()
    {
        var left = ReadComparison();
        if (tokens.TryTakeName("and"))
            return new AndBinaryExpression(left, ReadCondition());
        return tokens.TryTakeName("or") ? new OrBinaryExpression(left, ReadCondition()) : left;
    }

    /// <summary>Reads a value without filters; what is missing is nil.</summary>
    public Expression ReadOptionalValue() => Optional(ReadValue());

    /// <summary>Reads what a loop goes through: <c>(1..3)</c> or a value.</summary>
    public Expression ReadSource()
    {
        if (!tokens.TryTakeSymbol("("))
            return ReadValue();
        var from = ReadValue();
        tokens.TakeSymbol("..");
        var to = ReadValue();
        tokens.TakeSymbol(")");
        return new BoundedRange(from, to);
    }

    /// <summary>Reads a value: a text, a number, a word such as <c>true</c>, or a path.</summary>
    public Expression ReadValue() => tokens.Next.Kind switch
    {
        TokenKind.Text => new LiteralExpression(new StringValue(tokens.Take().Text)),
        TokenKind.Number => new LiteralExpression(NumberOf(tokens.Take())),
        TokenKind.Name => ReadNamed(tokens.Take()),
        _ => throw tokens.Expected("a value"),
    };

    private Expression ReadNamed(Token first) =>
        Literal(first.Text) is { } literal ? new LiteralExpression(literal) : new PathReader(tokens, variables).Read(first);

    private Expression ReadComparison()
    {
        var left = ReadOptionalValue();
        var sign = tokens.Next is { Kind: TokenKind.Symbol } or { Kind: TokenKind.Name, Text: "contains" } ? tokens.Next.Text : "";
        Func<Expression, Expression>? comparison = sign switch
        {
            "==" => right => new EqualBinaryExpression(left, right),
            "!=" or "<>" => right => new NotEqualBinaryExpression(left, right),
            "<" => right => new LowerThanBinaryExpression(left, right, true),
            "<=" => right => new LowerThanBinaryExpression(left, right, false),
            ">" => right => new GreaterThanBinaryExpression(left, right, true),
            ">=" => right => new GreaterThanBinaryExpression(left, right, false),
            "contains" => right => new ContainsBinaryExpression(left, right),
            _ => null,
        };
        if (comparison is null)
            return left;
        tokens.Take();
        return comparison(ReadOptionalValue());
    }

    private List<FilterArgument> ReadArguments()
    {
        var arguments = new List<FilterArgument>();
        if (!tokens.TryTakeSymbol(":"))
            return arguments;
        do
        {
            arguments.Add(ReadArgument());
        }
        while (tokens.TryTakeSymbol(","));
        return arguments;
    }

    private FilterArgument ReadArgument()
    {
        if (tokens.Next.Kind != TokenKind.Name)
            return new FilterArgument(null, ReadValue());
        var name = tokens.Take();
        return tokens.TryTakeSymbol(":") ? new FilterArgument(name.Text, ReadValue()) : new FilterArgument(null, ReadNamed(name));
    }

    private NumberValue NumberOf(Token token) => decimal.TryParse(token.Text, CultureInfo.InvariantCulture, out var number)
        ? NumberValue.Create(number)
        : throw tokens.Wrong(token.Start, $"{token.Text} is too large a number");

    private static FluidValue? Literal(string word) => word switch
    {
        "true" => BooleanValue.True,
        "false" => BooleanValue.False,
        "nil" or "null" => NilValue.Instance,
        "empty" => EmptyValue.Instance,
        "blank" => BlankValue.Instance,
        _ => null,
    };

    private static Expression Optional(Expression value) => value is TemplatePath path ? path.AsOptional() : value;
}
