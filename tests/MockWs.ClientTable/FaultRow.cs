using System.Text.Json.Nodes;
using MockWs.Faults;
using MockWs.Language;

namespace MockWs.ClientTable;

/// <summary>What a client says to a server that has a fault.</summary>
public enum Conversation
{
    /// <summary>It says "hello", gets "hello" and "after" back, and closes.</summary>
    Talk,

    /// <summary>It says "goodbye", and the server closes.</summary>
    Close,

    /// <summary>It sends pings in its own way.</summary>
    Ping,
}

/// <summary>A row of the table: one fault with one of the examples of its settings.</summary>
/// <param name="Json">The fault as a scenario has it.</param>
/// <param name="Moment">Beside it, when it happens; empty for the moment that is its own.</param>
/// <param name="Conversation">What is said where the fault is.</param>
public sealed record FaultRow(string Json, string Moment, Conversation Conversation)
{
    /// <summary>Every fault that the product knows, but for those of TLS, with each example that it gives, in its order.</summary>
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        .. from word in FaultWords.All.Words.Except(TlsFaultWords.All)
           from example in word.Examples.Select(example => JsonNode.Parse(example)!)
           where !IsAnotherFormOfBytes(example)
           select Of($$"""{ "{{word.Name}}": {{Spaced(example)}} }"""),
    ];

    /// <summary>The fault's name.</summary>
    public string Name => Json.Split('"')[1];

    /// <summary>Starts a server that has the fault on every connection.</summary>
    public Task<MockWsServer> StartAsync() => MockWsServer.StartAsync(mock => mock.UseScenarioText(
        // A server that gave up on a client would hide what the client does.
        $$"""
        {
          "closeTimeout": "01:00:00",
          "faults": [ {{Bind(Json, Moment)}} ],
          "endpoints": [
            {
              "path": "/",
              "rules": [
                { "when": { "text": "hello" }, "then": [ { "send": "hello" }, { "send": "after" } ] },
                { "when": { "text": "goodbye" }, "then": [ { "close": { "code": 1000 } } ] }
              ]
            }
          ]
        }
        """).ListenOn("ws://127.0.0.1:0"));

    private static FaultRow Of(string json)
    {
        var fault = new MockWsServerBuilder().UseScenarioText($$"""{ "faults": [ {{json}} ] }""").Options.Faults[0].Fault;
        return new FaultRow(json, MomentOf(fault), ConversationWith(fault));
    }

    /// <summary>What comes right behind the answer to the handshake may come with it or after it; behind a message, the client is there.</summary>
    private static string MomentOf(Fault fault) => fault.Default == At.Open ? """, "at": { "message": 1 }""" : "";

    private static Conversation ConversationWith(Fault fault) => fault switch
    {
        CloseFault => Conversation.Close,
        ControlFault { Opcode: Wire.Opcode.Pong } => Conversation.Ping,
        _ => Conversation.Talk,
    };

    private static string Bind(string json, string moment) => json.Insert(json.Length - 2, moment);

    /// <summary>Bytes are shown in hexadecimal digits; the same bytes in base64 or in a file are the same fault.</summary>
    private static bool IsAnotherFormOfBytes(JsonNode example) => example is JsonObject given && (given.ContainsKey("base64") || given.ContainsKey("file"));

    private static string Spaced(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => $"{{ {string.Join(", ", members.Select(member => $"\"{member.Key}\": {Spaced(member.Value)}"))} }}",
        _ => node?.ToJsonString() ?? "null",
    };
}
