using MockWs.Behaviours.Matching;

namespace MockWs.Tests.Configuration;

/// <summary>Each matcher and action in JSON and in C#: they come to the same.</summary>
internal sealed class ScenarioWordsTests
{
    private static IEnumerable<TestCaseData> Matchers =>
    [
        Same("""{ "text": "ping" }""", Text.Is("ping")),
        Same("""{ "contains": "pin" }""", Text.Contains("pin")),
        Same("""{ "glob": "p*g" }""", Text.Glob("p*g")),
        Same("""{ "regex": "^p(.*)g$" }""", Text.Matches("^p(.*)g$")),
        Same("""{ "json": { "op": "del", "n": 5 } }""", Json.Contains(new { op = "del", n = 5 })),
        Same("""{ "jsonEquals": [ 1, "1", null, true ] }""", Json.Is("""[1,"1",null,true]""")),
        Same("""{ "jsonPath": { "$.op": "del" } }""", Json.Path("$.op", "del")),
        Same("""{ "jsonPath": { "$.a[1:3]": 5 } }""", Json.Path("$.a[1:3]", 5)),
        Same("""{ "jsonPath": { "$.op": { "regex": "^d" } } }""", Json.PathMatches("$.op", "^d")),
        Same("""{ "jsonPath": { "$.b": 1, "$.a": 2 } }""", Json.Path("$.b", 1) & Json.Path("$.a", 2)),
        Same("""{ "jsonSchema": { "type": "object", "required": [ "id" ] } }""", Json.Schema("""{"type":"object","required":["id"]}""")),
        Same("""{ "binary": { "hex": "01 FF" } }""", Binary.Is(1, 255)),
        Same("""{ "binary": { "base64": "Af8=" } }""", Binary.Is(1, 255)),
        Same("""{ "binary": { "startsWith": { "hex": "01" } } }""", Binary.StartsWith(1)),
        Same("""{ "binary": { "length": 4 } }""", Binary.HasLength(4)),
        Same("""{ "binary": { "length": { "min": 2 } } }""", Binary.HasLength(2, int.MaxValue)),
        Same("""{ "binary": { "startsWith": { "hex": "01" }, "length": { "min": 2, "max": 3 } } }""", Binary.StartsWith(1) & Binary.HasLength(2, 3)),
        Same("""{ "anyText": true }""", Text.Any),
        Same("""{ "anyBinary": {} }""", Binary.Any),
        Same("""{ "any": true }""", Any.Message),
        Same("""{ "contains": "a", "glob": "*b", "state": { "on": "yes" } }""", Text.Contains("a") & Text.Glob("*b") & State.Is("on", "yes")),
        Same("""{ "all": [ { "text": "a" }, { "anyText": true } ] }""", Text.Is("a") & Text.Any),
        Same("""{ "oneOf": [ { "text": "a" }, { "text": "b" } ] }""", Text.Is("a") | Text.Is("b")),
        Same("""{ "not": { "text": "a" } }""", !Text.Is("a")),
        Same("""{ "state": { "server.On": "yes" } }""", State.Is("server.On", "yes")),
    ];

    private static IEnumerable<TestCaseData> Actions =>
    [
        Same("""{ "sendBinary": { "hex": "01ff" } }""", then => then.SendBinary(new byte[] { 1, 255 })),
        Same("""{ "sendBinary": { "base64": "Af8=" } }""", then => then.SendBinary(new byte[] { 1, 255 })),
        Same("""{ "echo": {} }""", then => then.Echo()),
        Same("""{ "delay": "00:00:01.500" }""", then => then.Delay(TimeSpan.FromSeconds(1.5))),
        Same("""{ "delay": { "from": "00:00:01", "to": "00:00:02" } }""", then => then.Delay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))),
        Same("""{ "delay": { "mean": "00:00:01", "deviation": "00:00:02" } }""", then => then.DelayNormal(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))),
        Same(
            """{ "every": { "interval": "00:00:01", "times": 5, "jitter": "00:00:02", "name": "t", "then": [ { "drop": {} } ] } }""",
            then => then.Every(TimeSpan.FromSeconds(1), tick => tick.Drop(), 5, "t", TimeSpan.FromSeconds(2))),
        Same("""{ "stopTicker": "t" }""", then => then.StopTicker("t")),
        Same("""{ "ping": {} }""", then => then.Ping()),
        Same("""{ "ping": { "hex": "01" } }""", then => then.Ping(new byte[] { 1 })),
        Same("""{ "pong": { "hex": "01" } }""", then => then.Pong(new byte[] { 1 })),
        Same("""{ "drop": {} }""", then => then.Drop()),
        Same("""{ "send": "{{path.room}}" }""", then => then.Send("{{path.room}}")),
        Same("""{ "sendInFrames": { "text": "abc", "frameSize": 2 } }""", then => then.SendInFrames("abc", 2)),
        Same("""{ "echo": { "prefix": "you: " } }""", then => then.Echo("you: ")),
        Same(
            """{ "broadcast": { "text": "hi", "path": "/a/*", "samePath": true, "exceptMe": true } }""",
            then => then.Broadcast("hi", "/a/*", samePath: true, exceptMe: true)),
        Same("""{ "close": {} }""", then => then.Close()),
        Same("""{ "close": { "code": 4001, "reason": "bye" } }""", then => then.Close(4001, "bye")),
        Same("""{ "setState": { "b": "1", "a:x": "2" } }""", then => then.SetState("b", "1").SetState("a:x", "2")),
        Same("""{ "setServerState": { "b": "1" } }""", then => then.SetServerState("b", "1")),
        Same("""{ "log": "hello" }""", then => then.Log("hello")),
        Same("""{ "sendJson": {"b":1,"a":"{{path.room}}"} }""", then => then.SendJsonText("""{"b":1,"a":"{{path.room}}"}""")),
    ];

    [TestCaseSource(nameof(Matchers))]
    public void A_matcher_in_JSON_is_the_one_in_CSharp(string json, Matcher expected) =>
        Parts(Scenarios.Matcher(json)).Should().BeEquivalentTo(Parts(expected), options => options.ComparingByValue<Matcher>());

    [TestCaseSource(nameof(Actions))]
    public void An_action_in_JSON_is_the_one_in_CSharp(string json, Action<ActionsBuilder> expected) =>
        Scenarios.Actions(json).Should().Equal(ActionsBuilder.Build(expected));

    private static TestCaseData Same(string json, Matcher matcher) => new TestCaseData(json, matcher).SetArgDisplayNames(json);

    private static TestCaseData Same(string json, Action<ActionsBuilder> then) => new TestCaseData(json, then).SetArgDisplayNames(json);

    // The keys of an object have no order, so neither have the parts of what must all hold.
    private static IReadOnlyList<Matcher> Parts(Matcher matcher) => matcher is AllMatcher all ? all.Matchers : [matcher];
}
