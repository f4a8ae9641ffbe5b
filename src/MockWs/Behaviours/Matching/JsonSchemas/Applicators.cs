namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>The keywords that apply other schemas to the same instance (JSON Schema Core sections 8.2.3, 10.2).</summary>
internal static class Applicators
{
    public static Check Ref(KeywordContext schema, SchemaPlace value)
    {
        var target = schema.Compiler.Resolve(value, schema.Resource).Node;
        return (instance, evaluation) => evaluation.InPlace(target, instance);
    }

    // Core section 8.2.3.2: if the reference leads to a dynamic anchor, the outermost schema resource that has an anchor of that name is meant.
    public static Check DynamicRef(KeywordContext schema, SchemaPlace value)
    {
        var (target, anchor) = schema.Compiler.Resolve(value, schema.Resource);
        return (instance, evaluation) => evaluation.InPlace((anchor is null ? null : evaluation.Scope?.Find(anchor)) ?? target, instance);
    }

    public static Check AllOf(KeywordContext schema, SchemaPlace value)
    {
        var schemas = schema.SchemaList(value);
        return (instance, evaluation) => evaluation.All(schemas, one => evaluation.InPlace(one, instance));
    }

    public static Check AnyOf(KeywordContext schema, SchemaPlace value)
    {
        var schemas = schema.SchemaList(value);
        return (instance, evaluation) => CountValid(schemas, instance, evaluation) > 0 || FailNearest(schemas, instance, evaluation);
    }

    public static Check OneOf(KeywordContext schema, SchemaPlace value)
    {
        var schemas = schema.SchemaList(value);
        return (instance, evaluation) => CountValid(schemas, instance, evaluation) switch
        {
            0 => FailNearest(schemas, instance, evaluation),
            1 => true,
            var many => evaluation.Fail(instance, $"expected to fit one of {schemas.Length} schemas, fits {many}"),
        };
    }

    public static Check Not(KeywordContext schema, SchemaPlace value)
    {
        var forbidden = schema.Schema(value);
        return (instance, evaluation) =>
            !evaluation.WithoutErrors().Inside(forbidden, instance) || evaluation.Expected(instance, "not to fit the schema under \"not\"");
    }

    public static Check If(KeywordContext schema, SchemaPlace value)
    {
        var condition = schema.Schema(value);
        var then = schema.Place.Member("then") is { } yes ? schema.Schema(yes) : null;
        var otherwise = schema.Place.Member("else") is { } no ? schema.Schema(no) : null;
        return (instance, evaluation) =>
            (evaluation.WithoutErrors().InPlace(condition, instance) ? then : otherwise) is not { } next || evaluation.InPlace(next, instance);
    }

    public static Check DependentSchemas(KeywordContext schema, SchemaPlace value)
    {
        var schemas = schema.Schemas(value);
        return (instance, evaluation) =>
            evaluation.All(schemas, one => !ObjectKeywords.Has(instance, one.Key) || evaluation.InPlace(one.Value, instance));
    }

    // All are tried, also after the first that is valid: each adds to what has been seen.
    private static int CountValid(SchemaNode[] schemas, Instance instance, Evaluation evaluation)
    {
        var valid = 0;
        foreach (var one in schemas)
        {
            valid += evaluation.WithoutErrors().InPlace(one, instance) ? 1 : 0;
        }

        return valid;
    }

    private static bool FailNearest(SchemaNode[] schemas, Instance instance, Evaluation evaluation)
    {
        if (evaluation.Errors is null)
        {
            return false;
        }

        List<string>? nearest = null;
        foreach (var one in schemas)
        {
            List<string> errors = [];
            one.Evaluate(instance, evaluation with { Errors = errors, Seen = evaluation.Seen is null ? null : new Seen() });
            nearest = nearest is null || errors.Count < nearest.Count ? errors : nearest;
        }

        return evaluation.Fail(instance, $"fits none of {schemas.Length} schemas; nearest: {string.Join(", and ", nearest!)}");
    }
}
