using System.Text.Json;
using MockWs.Behaviours.Matching.JsonSchemas;

namespace MockWs.Tests.Behaviours.Matching.JsonSchemas;

// JSON Schema, draft 2020-12
[TestFixture]
public sealed class JsonSchemaTests
{
    // Core 4.3.2: boolean schemas
    [TestCase("true", "1", "")]
    [TestCase("{}", "1", "")]
    [TestCase("false", "1", "$: expected nothing, was 1")]
    // Validation 6.1: any type
    [TestCase("""{"type":"integer"}""", "1.0", "")]
    [TestCase("""{"type":"integer"}""", "1.5", "$: expected integer, was 1.5")]
    [TestCase("""{"type":["string","null"]}""", "null", "")]
    [TestCase("""{"type":["string","null"]}""", "true", "$: expected string or null, was true")]
    [TestCase("""{"type":"object"}""", "[]", "$: expected object, was []")]
    [TestCase("""{"const":{"a":1,"b":2}}""", """{"b":2.0,"a":1}""", "")]
    [TestCase("""{"const":"subscribe"}""", "\"unsubscribe\"", "$: expected \"subscribe\", was \"unsubscribe\"")]
    [TestCase("""{"enum":["a",1,null]}""", "null", "")]
    [TestCase("""{"enum":["a",1,null]}""", "2", "$: expected one of \"a\", 1, null, was 2")]
    // Validation 6.2: numbers
    [TestCase("""{"minimum":1}""", "1", "")]
    [TestCase("""{"minimum":1}""", "0.5", "$: expected at least 1, was 0.5")]
    [TestCase("""{"minimum":1}""", "\"0\"", "")]
    [TestCase("""{"maximum":1}""", "2", "$: expected at most 1, was 2")]
    [TestCase("""{"exclusiveMinimum":1}""", "1", "$: expected more than 1, was 1")]
    [TestCase("""{"exclusiveMaximum":1}""", "1", "$: expected less than 1, was 1")]
    [TestCase("""{"maximum":1}""", "1e400", "$: expected at most 1, was 1e400")]
    [TestCase("""{"multipleOf":0.01}""", "19.99", "")]
    [TestCase("""{"multipleOf":2}""", "3", "$: expected a multiple of 2, was 3")]
    // Validation 6.3: strings
    [TestCase("""{"minLength":2,"maxLength":2}""", "\"🙂🙂\"", "")]
    [TestCase("""{"minLength":2}""", "\"🙂\"", "$: expected at least 2 characters, was \"🙂\"")]
    [TestCase("""{"maxLength":1}""", "\"ab\"", "$: expected at most 1 character, was \"ab\"")]
    [TestCase("""{"pattern":"^a"}""", "\"ba\"", "$: expected a match of /^a/, was \"ba\"")]
    [TestCase("""{"format":"date"}""", "\"no date\"", "")]
    // Validation 6.4, Core 10.3.1: arrays
    [TestCase("""{"minItems":1}""", "[]", "$: expected at least 1 element, was []")]
    [TestCase("""{"maxItems":1}""", "[1,2]", "$: expected at most 1 element, was [1,2]")]
    [TestCase("""{"uniqueItems":true}""", "[1,2,1.0]", "$: expected different elements, [0] and [2] are equal")]
    [TestCase("""{"uniqueItems":false}""", "[1,1]", "")]
    [TestCase("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1]""", "")]
    [TestCase("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """[1,"a"]""",
        "$[0]: expected string, was 1; $[1]: expected integer, was \"a\"")]
    [TestCase("""{"contains":{"const":1}}""", "[2,1]", "")]
    [TestCase("""{"contains":{"const":1}}""", "[2]", "$: expected at least 1 element for the schema under \"contains\", was 0")]
    [TestCase("""{"contains":{"const":1},"minContains":0,"maxContains":1}""", "[1,1]",
        "$: expected at most 1 element for the schema under \"contains\", was 2")]
    // Validation 6.5, Core 10.3.2: objects
    [TestCase("""{"required":["a","b"]}""", "{}", "$.a: required, was missing; $.b: required, was missing")]
    [TestCase("""{"required":["a"]}""", "[]", "")]
    [TestCase("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "$.b: required beside a, was missing")]
    [TestCase("""{"dependentSchemas":{"a":{"maxProperties":1}}}""", """{"a":1,"b":2}""", "$: expected at most 1 member, was {\"a\":1,\"b\":2}")]
    [TestCase("""{"minProperties":1}""", "{}", "$: expected at least 1 member, was {}")]
    [TestCase("""{"propertyNames":{"pattern":"^[a-z]+$"}}""", """{"A b":1}""", "$[\"A b\"]: expected a match of /^[a-z]+$/, was \"A b\"")]
    [TestCase("""{"properties":{"a":{"properties":{"b":{"type":"null"}}}}}""", """{"a":{"b":1},"c":2}""", "$.a.b: expected null, was 1")]
    [TestCase("""{"properties":{"a":true},"patternProperties":{"^x-":true},"additionalProperties":false}""", """{"a":1,"x-b":2,"c":3}""",
        "$.c: expected nothing, was 3")]
    [TestCase("""{"patternProperties":{"^n":{"type":"number"}}}""", """{"n1":"x","m":"x"}""", "$.n1: expected number, was \"x\"")]
    // Core 10.2: schemas in place
    [TestCase("""{"allOf":[{"minimum":1},{"multipleOf":2}]}""", "-1", "$: expected at least 1, was -1; $: expected a multiple of 2, was -1")]
    [TestCase("""{"anyOf":[{"type":"string"},{"required":["a"],"type":"object"}]}""", "[]",
        "$: fits none of 2 schemas; nearest: $: expected string, was []")]
    [TestCase("""{"oneOf":[{"type":"number"},{"type":"string"}]}""", "1", "")]
    [TestCase("""{"oneOf":[{"type":"number"},{"minimum":1}]}""", "1", "$: expected to fit one of 2 schemas, fits 2")]
    [TestCase("""{"not":{"type":"string"}}""", "\"a\"", "$: expected not to fit the schema under \"not\", was \"a\"")]
    [TestCase("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", "$.b: required, was missing")]
    [TestCase("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", "{}", "$.c: required, was missing")]
    // Core 11: what others left
    [TestCase("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1}""", "")]
    [TestCase("""{"unevaluatedProperties":false,"allOf":[{"properties":{"a":true}}]}""", """{"b":1}""", "$.b: expected nothing, was 1")]
    [TestCase("""{"anyOf":[{"prefixItems":[{"const":1}]},{"prefixItems":[true,true]}],"unevaluatedItems":false}""", "[1,2]", "")]
    [TestCase("""{"not":{"properties":{"a":false}},"unevaluatedProperties":false}""", """{"a":1}""", "$.a: expected nothing, was 1")]
    // Core 8.2: references
    [TestCase("""{"$defs":{"id":{"type":"integer"}},"properties":{"id":{"$ref":"#/$defs/id"}}}""", """{"id":"x"}""", "$.id: expected integer, was \"x\"")]
    [TestCase("""{"$ref":"#/$defs/a~1b%20c","$defs":{"a/b c":{"type":"null"}}}""", "1", "$: expected null, was 1")]
    [TestCase("""{"$defs":{"id":{"$anchor":"id","type":"integer"}},"$ref":"#id"}""", "\"x\"", "$: expected integer, was \"x\"")]
    [TestCase("""{"$id":"https://example.org/root","$ref":"id","$defs":{"id":{"$id":"id","type":"null"}}}""", "1", "$: expected null, was 1")]
    [TestCase("""{"properties":{"next":{"$ref":"#"}},"required":["id"]}""", """{"id":1,"next":{"id":2,"next":{}}}""", "$.next.next.id: required, was missing")]
    [TestCase("""{"const":{"$id":"no URI at all\n"}}""", """{"$id":"no URI at all\n"}""", "")]
    public void A_value_is_held_against_a_schema(string schema, string value, string errors)
    {
        var parsed = JsonSchema.Parse(JsonElement.Parse(schema));
        var instance = JsonElement.Parse(value);

        string.Join("; ", parsed.Errors(instance)).Should().Be(errors);
        parsed.IsValid(instance).Should().Be(errors.Length == 0);
    }

    [TestCase("{}", "$.children[0].data: required, was missing")]
    [TestCase("""{"data":1,"extra":2}""", "$.children[0].extra: expected nothing, was 2")]
    [TestCase("""{"data":1}""", "")]
    public void A_dynamic_reference_leads_to_the_outermost_schema_that_extends_it(string child, string errors)
    {
        // Core 8.2.3.2: a strict tree made of an extensible one
        const string Tree =
            """
            { "$id": "https://example.org/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false, "required": ["data"],
              "$defs": { "tree": { "$id": "tree", "$dynamicAnchor": "node",
                "properties": { "data": true, "children": { "items": { "$dynamicRef": "#node" } } } } } }
            """;

        string.Join("; ", JsonSchema.Parse(JsonElement.Parse(Tree)).Errors(JsonElement.Parse($$"""{"data":0,"children":[{{child}}]}"""))
            .Where(error => error.StartsWith("$.children[0].", StringComparison.Ordinal)))
            .Should().Be(errors);
    }

    [TestCase("1", "its root: a schema is an object, true or false")]
    [TestCase("""{"type":"int"}""", "/type: there is no type \"int\"; there are null, boolean, object, array, number, string, integer")]
    [TestCase("""{"properties":{"a/b":{"minLength":-1}}}""", "/properties/a~1b/minLength: a whole number, not negative, is needed here")]
    [TestCase("""{"minimum":"1"}""", "/minimum: a number is needed here")]
    [TestCase("""{"multipleOf":0}""", "/multipleOf: a number above 0 is needed here")]
    [TestCase("""{"uniqueItems":1}""", "/uniqueItems: true or false is needed here")]
    [TestCase("""{"properties":[]}""", "/properties: an object is needed here")]
    [TestCase("""{"required":"a"}""", "/required: an array is needed here")]
    [TestCase("""{"required":[1]}""", "/required/0: a string is needed here")]
    [TestCase("""{"anyOf":[]}""", "/anyOf: at least one schema is needed here")]
    [TestCase("""{"items":[{}]}""", "/items: a list of schemas goes under prefixItems in this draft")]
    [TestCase("""{"prefixItems":{},"items":{}}""", "/prefixItems: an array is needed here")]
    [TestCase("""{"pattern":"("}""", "/pattern: \"(\" is no regular expression: Not enough )'s (offset 1)")]
    [TestCase("""{"patternProperties":{"(":{}}}""", "/patternProperties/(: \"(\" is no regular expression: Not enough )'s (offset 1)")]
    [TestCase("""{"$ref":"#/$defs/none"}""", "/$ref: nothing stands at #/$defs/none")]
    [TestCase("""{"$ref":"#none"}""", "/$ref: there is no anchor \"none\"")]
    [TestCase("""{"$ref":"https://example.org/other"}""",
        "/$ref: no part of this schema has the URI \"https://example.org/other\"; nothing is fetched, so put it under $defs with that $id")]
    [TestCase("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "/$schema: \"http://json-schema.org/draft-07/schema#\" is another draft "
        + "than https://json-schema.org/draft/2020-12/schema, the only one that is known here")]
    [TestCase("""{"$id":"#a"}""", "/$id: \"#a\" is no URI without a fragment")]
    [TestCase("""{"$defs":{"a":{"$id":"x"},"b":{"$id":"x"}}}""", "/$defs/b/$id: the URI schema://unnamed/x is taken by another part of the schema")]
    public void What_is_no_schema_fails_when_it_is_built(string schema, string error) =>
        FluentActions.Invoking(() => JsonSchema.Parse(JsonElement.Parse(schema))).Should().Throw<ArgumentException>()
            .WithMessage($"The JSON Schema is wrong at {error}");

    [TestCase("""{"$ref":"#"}""")]
    [TestCase("""{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}""")]
    [TestCase("""{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}""")]
    public void A_circle_of_references_fails_when_it_is_built(string schema) =>
        FluentActions.Invoking(() => JsonSchema.Parse(JsonElement.Parse(schema))).Should().Throw<ArgumentException>()
            .WithMessage("The JSON Schema refers to itself without end.");

    [Test]
    public void A_circle_under_a_condition_fails_when_the_condition_holds()
    {
        var schema = JsonSchema.Parse(JsonElement.Parse("""{"if":{"const":1},"then":{"$ref":"#"}}"""));

        schema.IsValid(JsonElement.Parse("2")).Should().BeTrue();
        schema.Invoking(it => it.IsValid(JsonElement.Parse("1"))).Should().Throw<InvalidOperationException>();
    }
}
