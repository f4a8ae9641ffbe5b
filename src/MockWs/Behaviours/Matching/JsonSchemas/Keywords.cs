namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>Makes a check of a keyword's value.</summary>
internal delegate Check Keyword(KeywordContext schema, SchemaPlace value);

/// <summary>The keywords that say whether a value is valid. All others annotate, and are passed over.</summary>
internal static class Keywords
{
    public static IReadOnlyDictionary<string, Keyword> All { get; } = new Dictionary<string, Keyword>
    {
        ["$ref"] = Applicators.Ref,
        ["$dynamicRef"] = Applicators.DynamicRef,
        ["allOf"] = Applicators.AllOf,
        ["anyOf"] = Applicators.AnyOf,
        ["oneOf"] = Applicators.OneOf,
        ["not"] = Applicators.Not,
        ["if"] = Applicators.If,
        ["dependentSchemas"] = Applicators.DependentSchemas,

        ["properties"] = ObjectKeywords.Properties,
        ["patternProperties"] = ObjectKeywords.PatternProperties,
        ["additionalProperties"] = ObjectKeywords.AdditionalProperties,
        ["propertyNames"] = ObjectKeywords.PropertyNames,
        ["required"] = Alone(ObjectKeywords.Required),
        ["dependentRequired"] = Alone(ObjectKeywords.DependentRequired),
        ["minProperties"] = Alone(ObjectKeywords.MinProperties),
        ["maxProperties"] = Alone(ObjectKeywords.MaxProperties),

        ["prefixItems"] = ArrayKeywords.PrefixItems,
        ["items"] = ArrayKeywords.Items,
        ["contains"] = ArrayKeywords.Contains,
        ["minItems"] = Alone(ArrayKeywords.MinItems),
        ["maxItems"] = Alone(ArrayKeywords.MaxItems),
        ["uniqueItems"] = Alone(ArrayKeywords.UniqueItems),

        ["type"] = Alone(ValueKeywords.Type),
        ["const"] = Alone(ValueKeywords.Const),
        ["enum"] = Alone(ValueKeywords.Enum),
        ["multipleOf"] = Alone(ValueKeywords.MultipleOf),
        ["minimum"] = Alone(ValueKeywords.Minimum),
        ["maximum"] = Alone(ValueKeywords.Maximum),
        ["exclusiveMinimum"] = Alone(ValueKeywords.ExclusiveMinimum),
        ["exclusiveMaximum"] = Alone(ValueKeywords.ExclusiveMaximum),
        ["minLength"] = Alone(ValueKeywords.MinLength),
        ["maxLength"] = Alone(ValueKeywords.MaxLength),
        ["pattern"] = Alone(ValueKeywords.Pattern),
    };

    /// <summary>Those that look at what all others of their schema left.</summary>
    public static IReadOnlyDictionary<string, Keyword> Unevaluated { get; } = new Dictionary<string, Keyword>
    {
        ["unevaluatedProperties"] = ObjectKeywords.UnevaluatedProperties,
        ["unevaluatedItems"] = ArrayKeywords.UnevaluatedItems,
    };

    private static readonly HashSet<string> HoldOne =
    [
        "not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties",
        "contentSchema",
    ];

    private static readonly HashSet<string> HoldList = ["allOf", "anyOf", "oneOf", "prefixItems"];

    private static readonly HashSet<string> HoldNamed = ["$defs", "properties", "patternProperties", "dependentSchemas"];

    // A keyword that asks nothing of the schema around it.
    private static Keyword Alone(Func<SchemaPlace, Check> keyword) => (_, value) => keyword(value);

    /// <summary>The schemas directly inside a schema.</summary>
    public static IEnumerable<SchemaPlace> Subschemas(SchemaPlace schema) => schema.Members().SelectMany(member =>
        HoldOne.Contains(member.Name) ? [member.Place] :
        HoldList.Contains(member.Name) ? member.Place.Elements() :
        HoldNamed.Contains(member.Name) ? member.Place.Members().Select(one => one.Place) :
        (IEnumerable<SchemaPlace>)[]);
}
