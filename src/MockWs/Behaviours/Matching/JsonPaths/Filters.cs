using System.Text;
using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonPaths;

/// <summary>What <c>$</c> and <c>@</c> stand for in an expression.</summary>
internal readonly record struct FilterScope(JsonElement Root, JsonElement Current);

/// <summary>An expression that holds for a node or does not (RFC 9535 section 2.3.5).</summary>
internal abstract record Filter
{
    public abstract bool Holds(FilterScope scope);
}

internal sealed record OrFilter(Filter Left, Filter Right) : Filter
{
    public override bool Holds(FilterScope scope) => Left.Holds(scope) || Right.Holds(scope);
}

internal sealed record AndFilter(Filter Left, Filter Right) : Filter
{
    public override bool Holds(FilterScope scope) => Left.Holds(scope) && Right.Holds(scope);
}

internal sealed record NotFilter(Filter Filter) : Filter
{
    public override bool Holds(FilterScope scope) => !Filter.Holds(scope);
}

/// <summary>A query that leads somewhere: <c>@.price</c>.</summary>
internal sealed record ExistsFilter(Query Query) : Filter
{
    public override bool Holds(FilterScope scope) => Query.Nodes(scope).Count > 0;
}

/// <summary>A comparison of two values, either of which may be missing (RFC 9535 section 2.3.5.2.2).</summary>
internal sealed record ComparisonFilter(Operand Left, string Operator, Operand Right) : Filter
{
    public override bool Holds(FilterScope scope)
    {
        var (left, right) = (Left.Value(scope), Right.Value(scope));
        return Operator switch
        {
            "==" => AreEqual(left, right),
            "!=" => !AreEqual(left, right),
            "<" => IsLess(left, right),
            ">" => IsLess(right, left),
            "<=" => IsLess(left, right) || AreEqual(left, right),
            _ => IsLess(right, left) || AreEqual(left, right),
        };
    }

    private static bool AreEqual(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined
            ? left.ValueKind == right.ValueKind
            : JsonElement.DeepEquals(left, right);

    // Only two numbers or two strings have an order; that of strings is the order of their characters' code points, which is that of UTF-8.
    private static bool IsLess(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDouble() < right.GetDouble(),
        (JsonValueKind.String, JsonValueKind.String) => Utf8(left).SequenceCompareTo(Utf8(right)) < 0,
        _ => false,
    };

    private static ReadOnlySpan<byte> Utf8(JsonElement value) => Encoding.UTF8.GetBytes(value.GetString()!);
}
