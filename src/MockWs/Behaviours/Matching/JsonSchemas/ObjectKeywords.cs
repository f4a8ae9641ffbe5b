using System.Text.Json;
using System.Text.RegularExpressions;

namespace MockWs.Behaviours.Matching.JsonSchemas;

/// <summary>The keywords that say something about an object, and nothing about any other value.</summary>
internal static class ObjectKeywords
{
    public static bool Has(Instance instance, string name) => IsObject(instance) && instance.Value.TryGetProperty(name, out _);

    public static Check Properties(KeywordContext schema, SchemaPlace value)
    {
        var schemas = schema.Schemas(value);
        return (instance, evaluation) => !IsObject(instance) || evaluation.All(schemas, one =>
        {
            if (!instance.Value.TryGetProperty(one.Key, out var member))
            {
                return true;
            }

            evaluation.Seen?.Add(one.Key);
            return evaluation.Inside(one.Value, instance.Member(one.Key, member));
        });
    }

    public static Check PatternProperties(KeywordContext schema, SchemaPlace value)
    {
        var schemas = value.Members()
            .Select(member => (Name: ValueKeywords.ParsePattern(member.Place, member.Name), Schema: schema.Schema(member.Place)))
            .ToArray();
        return (instance, evaluation) => ForEach(instance, evaluation, member =>
            evaluation.All(schemas.Where(one => one.Name.IsMatch(member.Name)), one =>
            {
                evaluation.Seen?.Add(member.Name);
                return evaluation.Inside(one.Schema, instance.Member(member));
            }));
    }

    // Core section 10.3.2.3: the members that neither "properties" nor "patternProperties" beside it is about.
    public static Check AdditionalProperties(KeywordContext schema, SchemaPlace value)
    {
        var others = schema.Schema(value);
        HashSet<string> names = [.. schema.Place.Member("properties")?.Members().Select(member => member.Name) ?? []];
        var besides = schema.Place.Member("patternProperties")?.Members() ?? [];
        Regex[] patterns = [.. besides.Select(member => ValueKeywords.ParsePattern(member.Place, member.Name))];
        return (instance, evaluation) => ForEach(instance, evaluation, member =>
        {
            if (names.Contains(member.Name) || patterns.Any(pattern => pattern.IsMatch(member.Name)))
            {
                return true;
            }

            evaluation.Seen?.Add(member.Name);
            return evaluation.Inside(others, instance.Member(member));
        });
    }

    public static Check UnevaluatedProperties(KeywordContext schema, SchemaPlace value)
    {
        var rest = schema.Schema(value);
        return (instance, evaluation) => ForEach(instance, evaluation, member =>
        {
            if (evaluation.Seen!.Has(member.Name))
            {
                return true;
            }

            evaluation.Seen.Add(member.Name);
            return evaluation.Inside(rest, instance.Member(member));
        });
    }

    public static Check PropertyNames(KeywordContext schema, SchemaPlace value)
    {
        var names = schema.Schema(value);
        return (instance, evaluation) => ForEach(instance, evaluation, member =>
            evaluation.Inside(names, instance.Member(member.Name, JsonElement.Parse(JsonText.Quote(member.Name)))));
    }

    public static Check Required(SchemaPlace value)
    {
        string[] names = [.. value.Elements().Select(name => name.Text())];
        return (instance, evaluation) => HasAll(instance, evaluation, names, "required, was missing");
    }

    public static Check DependentRequired(SchemaPlace value)
    {
        var dependencies = value.Members()
            .Select(member => (member.Name, Needed: member.Place.Elements().Select(name => name.Text()).ToArray()))
            .ToArray();
        return (instance, evaluation) => evaluation.All(dependencies, one =>
            !Has(instance, one.Name) || HasAll(instance, evaluation, one.Needed, $"required beside {one.Name}, was missing"));
    }

    public static Check MinProperties(SchemaPlace value)
    {
        var least = value.Count();
        var expected = $"at least {Words.Count(least, "member")}";
        return (instance, evaluation) => !IsObject(instance) || instance.Value.GetPropertyCount() >= least || evaluation.Expected(instance, expected);
    }

    public static Check MaxProperties(SchemaPlace value)
    {
        var most = value.Count();
        var expected = $"at most {Words.Count(most, "member")}";
        return (instance, evaluation) => !IsObject(instance) || instance.Value.GetPropertyCount() <= most || evaluation.Expected(instance, expected);
    }

    private static bool HasAll(Instance instance, Evaluation evaluation, string[] names, string error) =>
        !IsObject(instance) || evaluation.All(names, name => Has(instance, name) || evaluation.Fail(instance.Member(name, default), error));

    private static bool ForEach(Instance instance, Evaluation evaluation, Func<JsonProperty, bool> check) =>
        !IsObject(instance) || evaluation.All(instance.Value.EnumerateObject(), check);

    private static bool IsObject(Instance instance) => instance.Value.ValueKind == JsonValueKind.Object;
}
