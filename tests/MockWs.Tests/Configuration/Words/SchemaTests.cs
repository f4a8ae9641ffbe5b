using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MockWs.Behaviours.Matching.JsonSchemas;
using MockWs.Configuration;
using MockWs.Language;

namespace MockWs.Tests.Configuration.Words;

/// <summary>The JSON Schema of scenarios, which editors complete and check by.</summary>
internal sealed class SchemaTests
{
    private static readonly string Root = Scenarios.Folder("../../../..");

    private static readonly Lazy<JsonSchema> Schema = new(() => Parse(ScenarioFormat.Schema()));

    private static IEnumerable<string> Samples => Directory.GetFiles(Path.Combine(Root, "samples"), "*.json", SearchOption.AllDirectories)
        .Where(file => File.ReadAllText(file).Contains("\"endpoints\"", StringComparison.Ordinal) && !file.Contains("node_modules", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Root, file));

    private static IEnumerable<TestCaseData> Blocks =>
        from file in Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md"))
        from Match block in Regex.Matches(File.ReadAllText(file), "```json\n(.*?)```", RegexOptions.Singleline)
        let json = block.Groups[1].Value
        where json.Contains("\"endpoints\"", StringComparison.Ordinal)
        select new TestCaseData(json).SetArgDisplayNames(Path.GetFileName(file), $"{block.Index}");

    private static IEnumerable<TestCaseData> Examples =>
        from vocabulary in Vocabularies.All
        from word in vocabulary.Words
        from example in word.Examples
        select new TestCaseData(Vocabularies.Around(vocabulary, $"\"{word.Name}\": {example}"));

    [Test]
    public void The_file_in_the_repository_is_what_the_words_come_to() =>
        File.ReadAllText(Path.Combine(Root, "docs", "mockws.schema.json")).Should()
            .Be(ScenarioFormat.Schema(), "scripts/run schema > docs/mockws.schema.json writes it anew");

    [Test]
    public void Among_actions_it_has_the_faults_that_can_be_one()
    {
        foreach (var word in FaultWords.All.Words)
        {
            var action = $$"""{ "fault": { "{{word.Name}}": {{word.Examples[0]}} } }""";
            var read = () => Scenarios.Actions(action);
            if (Errors($$"""{ "endpoints": [ { "path": "/", "onOpen": [ {{action}} ] } ] }""").Count == 0)
            {
                read.Should().NotThrow("the schema has {0} among actions", word.Name);
            }
            else
            {
                read.Should().Throw<ScenarioException>().WithMessage("*is no action*", "the schema does not have {0} among actions", word.Name);
            }
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void A_sample_is_valid(string file)
    {
        var json = File.ReadAllText(Path.Combine(Root, file));

        Errors(json).Should().BeEmpty();
        var schema = JsonNode.Parse(json, null, ScenarioValues.Lenient)!["$schema"]?.GetValue<string>();
        Path.GetFullPath(schema ?? "", Path.GetDirectoryName(Path.Combine(Root, file))!).Should()
            .Be(Path.Combine(Root, "docs", "mockws.schema.json"), "a sample names the schema as \"$schema\", for editors");
    }

    [TestCaseSource(nameof(Blocks))]
    public void A_scenario_of_the_documentation_is_valid(string json) => Errors(json).Should().BeEmpty();

    [TestCaseSource(nameof(Examples))]
    public void An_example_of_a_word_is_valid(string json) => Errors(json).Should().BeEmpty();

    [TestCase("misspelt-keys")]
    [TestCase("wrong-types")]
    [TestCase("missing-keys")]
    [TestCase("several-keys-in-an-action")]
    [TestCase("out-of-range")]
    public void A_broken_scenario_is_not_valid(string name) =>
        Errors(File.ReadAllText(Path.Combine(Scenarios.Folder("../Broken"), $"{name}.json"))).Should().NotBeEmpty();

    [TestCase("""{ "endpoint": [] }""")]
    [TestCase("""{ "seed": "7" }""")]
    [TestCase("""{ "unmatched": "ehco" }""")]
    [TestCase("""{ "closeTimeout": "5" }""")]
    [TestCase("""{ "endpoints": [ { } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "onOpen": [ { "sned": "hello" } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "onOpen": [ { } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "onOpen": [ { "send": "hello", "drop": {} } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "onOpen": [ { "close": { "code": 70000 } } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "onOpen": [ { "capture": { "name": "user" } } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "onOpen": [ { "broadcast": { "text": "a", "json": 1 } } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "timers": [ { "after": "00:00:01", "times": 2, "then": [] } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "rules": [ { "when": { "counter": { "asked": "3" } }, "then": [] } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "rules": [ { "when": { }, "then": [] } ] } ] }""")]
    [TestCase("""{ "endpoints": [ { "path": "/", "rules": [ { "when": { "text": 5 }, "then": [] } ] } ] }""")]
    public void One_mistake_is_enough_not_to_be_valid(string json) => Errors(json).Should().NotBeEmpty();

    private static IReadOnlyList<string> Errors(string json)
    {
        using var document = JsonDocument.Parse(json, ScenarioValues.Lenient);
        return Schema.Value.Errors(document.RootElement);
    }

    // Draft-07, which editors know best, and 2020-12, which our own reader knows, have alike all that is used here.
    private static JsonSchema Parse(string schema)
    {
        var json = JsonNode.Parse(schema)!.AsObject();
        json.Remove("$schema");
        return JsonSchema.Parse(JsonElement.Parse(json.ToJsonString()));
    }
}
