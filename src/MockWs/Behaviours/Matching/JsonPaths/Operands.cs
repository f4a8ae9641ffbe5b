using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>What may be compared, or handed to a function (RFC 9535 section 2.4.1).</summary>
internal abstract record Operand
{
    /// <summary>The value; undefined for none.</summary>
    public abstract JsonElement Value(FilterScope scope);
}

internal sealed record LiteralOperand(JsonElement Literal) : Operand
{
    public override JsonElement Value(FilterScope scope) => Literal;
}

internal sealed record QueryOperand(Query Query) : Operand
{
    public override JsonElement Value(FilterScope scope) => Query.Nodes(scope) is [var node] ? node : default;
}

/// <summary><c>length(value)</c>: characters, elements or members (RFC 9535 section 2.4.4).</summary>
internal sealed record LengthFunction(Operand Argument) : Operand
{
    public override JsonElement Value(FilterScope scope)
    {
        var value = Argument.Value(scope);
        return value.ValueKind switch
        {
            JsonValueKind.String => Number(value.GetString()!.EnumerateRunes().Count()),
            JsonValueKind.Array => Number(value.GetArrayLength()),
            JsonValueKind.Object => Number(value.GetPropertyCount()),
            _ => default,
        };
    }

    public static JsonElement Number(int count) => JsonElement.Parse(Encoding.UTF8.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
}

/// <summary><c>count(query)</c>: the number of nodes (RFC 9535 section 2.4.5).</summary>
internal sealed record CountFunction(Query Query) : Operand
{
    public override JsonElement Value(FilterScope scope) => LengthFunction.Number(Query.Nodes(scope).Count);
}

/// <summary><c>value(query)</c>: the node, if it is the only one (RFC 9535 section 2.4.8).</summary>
internal sealed record ValueFunction(Query Query) : Operand
{
    public override JsonElement Value(FilterScope scope) => Query.Nodes(scope) is [var node] ? node : default;
}

/// <summary>
/// <c>match(text, pattern)</c> and <c>search(text, pattern)</c>: a regular expression for the whole text, or for a part
/// (RFC 9535 sections 2.4.6 and 2.4.7).
/// </summary>
internal sealed record RegexFunction(Operand Text, Operand Pattern, bool Whole) : Filter
{
    private readonly Regex? _fixed = Pattern is LiteralOperand { Literal.ValueKind: JsonValueKind.String } pattern
        ? IRegexp.Parse(pattern.Literal.GetString()!, Whole)
        : null;

    public override bool Holds(FilterScope scope)
    {
        var (text, pattern) = (Text.Value(scope), Pattern.Value(scope));
        return text.ValueKind == JsonValueKind.String && pattern.ValueKind == JsonValueKind.String
            && (_fixed ?? IRegexp.Parse(pattern.GetString()!, Whole)) is { } regex && regex.IsMatch(text.GetString()!);
    }
}
