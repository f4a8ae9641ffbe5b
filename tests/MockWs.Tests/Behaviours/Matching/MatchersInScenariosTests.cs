using System.Net.WebSockets;
using System.Text;
using MockWs.Recording;
using MockWs.Tests.Configuration;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Matching;

/// <summary>Each matcher as a scenario has it, over the wire: a message that is meant, one that is not, and why not.</summary>
[CancelAfter(20_000)]
internal sealed class MatchersInScenariosTests
{
    [TestCase("""{ "text": "ping" }""", "ping", "pong", "differs at offset 1: expected \"ping\", was \"pong\"")]
    [TestCase("""{ "contains": "in" }""", "ping", "pong", "does not contain \"in\"")]
    [TestCase("""{ "glob": "p?n*" }""", "ping", "sing", "is not like \"p?n*\", was \"sing\"")]
    [TestCase("""{ "regex": "^p(.)ng$" }""", "ping", "sing", "does not match")]
    [TestCase("""{ "json": { "op": "del" } }""", """{"op":"del","id":7}""", """{"op":"add"}""", "$.op: expected \"del\", was \"add\"")]
    [TestCase("""{ "jsonEquals": { "op": "del" } }""", """{ "op" : "del" }""", """{"op":"del","id":7}""", "$.id: expected nothing, was 7")]
    [TestCase("""{ "jsonPath": { "$.user.id": 7 } }""", """{"user":{"id":7}}""", """{"user":{"id":8}}""", "$.user.id: expected 7, was 8")]
    [TestCase("""{ "jsonPath": { "$.op": { "regex": "^d" } } }""", """{"op":"del"}""", """{"op":"add"}""", "$.op: ")]
    [TestCase("""{ "jsonSchema": { "properties": { "id": { "type": "integer" } } } }""", """{"id":7}""", """{"id":"7"}""", "$.id: ")]
    [TestCase("""{ "binary": { "hex": "01 ff" } }""", "0x01FF", "0x01FE", "differs at offset 1: expected 0xff, was 0xfe")]
    [TestCase("""{ "binary": { "startsWith": { "hex": "01" } } }""", "0x0102", "0x02", "differs at offset 0")]
    [TestCase("""{ "binary": { "length": { "min": 2 } } }""", "0x0102", "0x01", "expected at least 2 bytes, was 1")]
    [TestCase("""{ "anyText": true }""", "hi", "0x01", "is binary, expected text")]
    [TestCase("""{ "anyBinary": true }""", "0x01", "hi", "is text, expected binary")]
    [TestCase("""{ "all": [ { "contains": "a" }, { "contains": "b" } ] }""", "ab", "a", "does not contain \"b\"")]
    [TestCase("""{ "oneOf": [ { "text": "a" }, { "text": "bb" } ] }""", "a", "bc", "none of 2 matched; nearest: ")]
    [TestCase("""{ "not": { "text": "a" } }""", "b", "a", "matched what it must not: text is \"a\"")]
    [TestCase("""{ "state": { "phase": "ready" } }""", "x", null, "state phase: needed \"ready\", is \"new\"")]
    [TestCase("""{ "counter": { "opened": { "min": 1 } } }""", "x", null, "counter opened: needed at least 1, is 0")]
    public async Task A_matcher_answers_what_is_meant_and_says_why_nothing_else_is(string when, string meant, string? other, string why)
    {
        await using var server = await Scenarios.StartAsync(
            $$"""
            {
              "endpoints": [
                { "path": "/ready", "onOpen": [ { "setState": { "phase": "ready" } }, { "count": "opened" } ],
                  "rules": [ { "when": {{when}}, "then": [ { "send": "yes" } ] } ], "otherwise": [ { "send": "no" } ] },
                { "path": "/new", "onOpen": [ { "setState": { "phase": "new" } } ],
                  "rules": [ { "when": {{when}}, "then": [ { "send": "yes" } ] } ], "otherwise": [ { "send": "no" } ] }
              ]
            }
            """);
        using var ready = await server.ConnectAsync("/ready");
        using var asked = other is null ? await server.ConnectAsync("/new") : ready;

        (await AskAsync(ready, meant)).Should().Be("yes");
        (await AskAsync(asked, other ?? meant)).Should().Be("no");

        server.Journal.Last(entry => entry.Kind == JournalEntryKind.Decided).Text.Should().Contain(why);
    }

    // What begins with 0x is sent as bytes.
    private static async Task<string> AskAsync(WebSocket client, string message)
    {
        var isBinary = message.StartsWith("0x", StringComparison.Ordinal);
        var payload = isBinary ? Convert.FromHexString(message[2..]) : Encoding.UTF8.GetBytes(message);
        await client.SendAsync(payload, isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return await client.ReceiveTextAsync();
    }
}
