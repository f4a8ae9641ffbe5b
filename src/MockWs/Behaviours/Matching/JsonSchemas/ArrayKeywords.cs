using System.Text.Json;

namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>The keywords that say something about an array, and nothing about any other value.</summary>
internal static class ArrayKeywords
{
    public static Check PrefixItems(KeywordContext schema, SchemaPlace value)
    {
        var schemas = schema.SchemaList(value);
        return (instance, evaluation) => ForEach(instance, evaluation, (index, element) =>
        {
            if (index >= schemas.Length)
            {
                return true;
            }

            evaluation.Seen?.Add(index);
            return evaluation.Inside(schemas[index], element);
        });
    }

    public static Check Items(KeywordContext schema, SchemaPlace value)
    {
        if (value.Value.ValueKind == JsonValueKind.Array)
        {
            throw value.Wrong("a list of schemas goes under prefixItems in this draft");
        }

        var items = schema.Schema(value);
        var prefix = schema.Place.Member("prefixItems")?.Value.GetArrayLength() ?? 0;
        return (instance, evaluation) => ForEach(instance, evaluation, (index, element) =>
        {
            if (index < prefix)
            {
                return true;
            }

            evaluation.Seen?.Add(index);
            return evaluation.Inside(items, element);
        });
    }

    public static Check UnevaluatedItems(KeywordContext schema, SchemaPlace value)
    {
        var rest = schema.Schema(value);
        return (instance, evaluation) => ForEach(instance, evaluation, (index, element) =>
        {
            if (evaluation.Seen!.Has(index))
            {
                return true;
            }

            evaluation.Seen.Add(index);
            return evaluation.Inside(rest, element);
        });
    }

    public static Check Contains(KeywordContext schema, SchemaPlace value)
    {
        var wanted = schema.Schema(value);
        var least = schema.Place.Member("minContains")?.Count() ?? 1;
        var most = schema.Place.Member("maxContains")?.Count() ?? int.MaxValue;
        return (instance, evaluation) =>
        {
            if (!IsArray(instance))
            {
                return true;
            }

            var found = 0;
            foreach (var (index, element) in instance.Elements().Index())
            {
                if (evaluation.WithoutErrors().Inside(wanted, element))
                {
                    evaluation.Seen?.Add(index);
                    found++;
                }
            }

            return
                found < least ? evaluation.Fail(instance, $"expected at least {Words.Count(least, "element")} for the schema under \"contains\", was {found}") :
                found > most ? evaluation.Fail(instance, $"expected at most {Words.Count(most, "element")} for the schema under \"contains\", was {found}") :
                true;
        };
    }

    public static Check MinItems(SchemaPlace value)
    {
        var least = value.Count();
        var expected = $"at least {Words.Count(least, "element")}";
        return (instance, evaluation) => !IsArray(instance) || instance.Value.GetArrayLength() >= least || evaluation.Expected(instance, expected);
    }

    public static Check MaxItems(SchemaPlace value)
    {
        var most = value.Count();
        var expected = $"at most {Words.Count(most, "element")}";
        return (instance, evaluation) => !IsArray(instance) || instance.Value.GetArrayLength() <= most || evaluation.Expected(instance, expected);
    }

    public static Check UniqueItems(SchemaPlace value)
    {
        var isAsked = value.Value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw value.Wrong("true or false is needed here"),
        };
        return (instance, evaluation) => !isAsked || !IsArray(instance) || AreDifferent(instance, evaluation);
    }

    private static bool AreDifferent(Instance instance, Evaluation evaluation)
    {
        JsonElement[] elements = [.. instance.Value.EnumerateArray()];
        for (var i = 0; i < elements.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (JsonElement.DeepEquals(elements[i], elements[j]))
                {
                    return evaluation.Fail(instance, $"expected different elements, [{j}] and [{i}] are equal");
                }
            }
        }

        return true;
    }

    private static bool ForEach(Instance instance, Evaluation evaluation, Func<int, Instance, bool> check) =>
        !IsArray(instance) || evaluation.All(instance.Elements().Index(), one => check(one.Index, one.Item));

    private static bool IsArray(Instance instance) => instance.Value.ValueKind == JsonValueKind.Array;
}
