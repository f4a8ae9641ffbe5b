using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>The keywords about a value of any type, about numbers and about strings (JSON Schema Validation sections 6.1 to 6.3).</summary>
internal static class ValueKeywords
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "string", "integer"];

    private static readonly JsonElement One = JsonElement.Parse("1");

    public static Check Type(SchemaPlace value)
    {
        string[] types = value.Value.ValueKind == JsonValueKind.Array ? [.. value.Elements().Select(TypeName)] : [TypeName(value)];
        var expected = string.Join(" or ", types);
        return (instance, evaluation) => types.Any(type => IsOfType(instance.Value, type)) || evaluation.Expected(instance, expected);
    }

    public static Check Const(SchemaPlace value)
    {
        var expected = JsonText.Show(value.Value);
        return (instance, evaluation) => JsonElement.DeepEquals(value.Value, instance.Value) || evaluation.Expected(instance, expected);
    }

    public static Check Enum(SchemaPlace value)
    {
        JsonElement[] values = [.. value.Elements().Select(one => one.Value)];
        var expected = $"one of {string.Join(", ", values.Select(JsonText.Show))}";
        return (instance, evaluation) => values.Any(one => JsonElement.DeepEquals(one, instance.Value)) || evaluation.Expected(instance, expected);
    }

    public static Check MultipleOf(SchemaPlace value) =>
        NumberOf(value) > 0 ? Number(value, "a multiple of", IsMultiple) : throw value.Wrong("a number above 0 is needed here");

    public static Check Minimum(SchemaPlace value) => Number(value, "at least", (number, bound) => Compare(number, bound) >= 0);

    public static Check Maximum(SchemaPlace value) => Number(value, "at most", (number, bound) => Compare(number, bound) <= 0);

    public static Check ExclusiveMinimum(SchemaPlace value) => Number(value, "more than", (number, bound) => Compare(number, bound) > 0);

    public static Check ExclusiveMaximum(SchemaPlace value) => Number(value, "less than", (number, bound) => Compare(number, bound) < 0);

    public static Check MinLength(SchemaPlace value)
    {
        var least = value.Count();
        var expected = $"at least {Words.Count(least, "character")}";
        return (instance, evaluation) => !IsString(instance) || Length(instance) >= least || evaluation.Expected(instance, expected);
    }

    public static Check MaxLength(SchemaPlace value)
    {
        var most = value.Count();
        var expected = $"at most {Words.Count(most, "character")}";
        return (instance, evaluation) => !IsString(instance) || Length(instance) <= most || evaluation.Expected(instance, expected);
    }

    public static Check Pattern(SchemaPlace value)
    {
        var pattern = ParsePattern(value, value.Text());
        var expected = $"a match of /{pattern}/";
        return (instance, evaluation) => !IsString(instance) || pattern.IsMatch(instance.Value.GetString()!) || evaluation.Expected(instance, expected);
    }

    public static Regex ParsePattern(SchemaPlace place, string pattern) =>
        Patterns.TryParse(pattern, out var error) ?? throw place.Wrong(error!);

    private static string TypeName(SchemaPlace value) => Types.Contains(value.Text())
        ? value.Text()
        : throw value.Wrong($"there is no type {JsonText.Quote(value.Text())}; there are {string.Join(", ", Types)}");

    private static bool IsOfType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        // 1.0 is an integer too (JSON Schema Validation section 6.1.1).
        _ => type == "number" || (type == "integer" && IsMultiple(value, One)),
    };

    private static Check Number(SchemaPlace value, string relation, Func<JsonElement, JsonElement, bool> holds)
    {
        NumberOf(value);
        var bound = value.Value;
        var expected = $"{relation} {bound.GetRawText()}";
        return (instance, evaluation) =>
            instance.Value.ValueKind != JsonValueKind.Number || holds(instance.Value, bound) || evaluation.Expected(instance, expected);
    }

    private static double NumberOf(SchemaPlace value) =>
        value.Value.ValueKind == JsonValueKind.Number ? value.Value.GetDouble() : throw value.Wrong("a number is needed here");

    // Decimal keeps 0.1 exact; what it cannot hold is compared as double, which holds all magnitudes.
    private static int Compare(JsonElement left, JsonElement right) => left.TryGetDecimal(out var l) && right.TryGetDecimal(out var r)
        ? l.CompareTo(r)
        : left.GetDouble().CompareTo(right.GetDouble());

    private static bool IsMultiple(JsonElement number, JsonElement of) => number.TryGetDecimal(out var n) && of.TryGetDecimal(out var o) && o != 0
        ? n % o == 0
        : Math.IEEERemainder(number.GetDouble(), of.GetDouble()) == 0;

    private static bool IsString(Instance instance) => instance.Value.ValueKind == JsonValueKind.String;

    // Characters are those of RFC 8259, one for each code point (JSON Schema Validation section 6.3.1).
    private static int Length(Instance instance) => instance.Value.GetString()!.EnumerateRunes().Count();
}
