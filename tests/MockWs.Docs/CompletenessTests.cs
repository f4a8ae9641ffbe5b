using System.Reflection;
using System.Text.Json;
using MockWs.Language;

namespace MockWs.Docs;

/// <summary>Whatever can be said is said on a page at least once, in JSON and in C#.</summary>
internal sealed class CompletenessTests
{
    private static readonly string Pages = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(File.ReadAllText));

    private static IEnumerable<string> Keys => KeysIn(JsonDocument.Parse(ScenarioFormat.Schema()).RootElement).Distinct().Order();

    private static IEnumerable<string> Methods =>
        from type in new[] { typeof(ActionsBuilder<>), typeof(EndpointBuilder), typeof(ScriptBuilder), typeof(Text), typeof(Json), typeof(Binary), typeof(Any), typeof(State), typeof(Counter) }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName
        group method by $"{type.Name.Split('`')[0]}.{method.Name}" into overloads
        select overloads.Key;

    [TestCaseSource(nameof(Keys))]
    public void A_key_of_scenarios_is_shown(string key) =>
        (Pages.Contains($"\"{key}\"", StringComparison.Ordinal) || Pages.Contains($"`{key}`", StringComparison.Ordinal)).Should().BeTrue("a page of docs/ has to show {0}", key);

    [TestCaseSource(nameof(Methods))]
    public void A_call_is_shown(string method) =>
        Pages.Contains($".{method.Split('.')[1]}(", StringComparison.Ordinal).Should().BeTrue("a page of docs/ has to show {0}", method);

    private static IEnumerable<string> KeysIn(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(KeysIn),
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member => member.NameEquals("properties")
            ? member.Value.EnumerateObject().SelectMany(property => KeysIn(property.Value).Prepend(property.Name))
            : KeysIn(member.Value)),
        _ => [],
    };
}
