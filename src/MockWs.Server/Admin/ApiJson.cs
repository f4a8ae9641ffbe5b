using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MockWs.Server.Admin;

/// <summary>A message to send: one of text, json, hex and base64.</summary>
internal sealed record MessageBody
{
    public string? Text { get; init; }

    /// <summary>Undefined if it is not given: null is a message too.</summary>
    public JsonElement Json { get; init; }

    public string? Hex { get; init; }

    public string? Base64 { get; init; }

    /// <summary>Of a broadcast: which paths hear it; null for all.</summary>
    public string? Path { get; init; }
}

/// <summary>The payload of a ping.</summary>
internal sealed record PingBody
{
    public string? Text { get; init; }

    public string? Hex { get; init; }
}

/// <summary>How to close.</summary>
internal sealed record CloseBody
{
    /// <summary>Null for 1000.</summary>
    public int? Code { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Where nothing is to be said.</summary>
internal sealed record EmptyBody;

/// <summary>What a server or a connection remembers. In a call, what is null stays as it is, and what is given takes the place of all there was.</summary>
internal sealed record MemoryBody
{
    public IReadOnlyDictionary<string, string>? States { get; init; }

    public IReadOnlyDictionary<string, long>? Counters { get; init; }

    /// <summary>Of a connection: what was captured from its messages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonElement>? Captured { get; init; }
}

/// <summary>What is remembered.</summary>
internal sealed record StateBody
{
    public MemoryBody? Server { get; init; }

    /// <summary>By the connections' numbers.</summary>
    public IReadOnlyDictionary<int, MemoryBody>? Connections { get; init; }
}

/// <summary>A client, as the API shows it.</summary>
internal sealed record ConnectionView(int Id, string Path, string Query, string Address, string? Subprotocol, DateTimeOffset Since, bool Open);

/// <summary>How the tool is.</summary>
internal sealed record HealthView(string Status, int Connections, long Entries, string? Recording);

/// <summary>What the tool is.</summary>
internal sealed record InfoView(string Version, IReadOnlyList<string> Urls, IReadOnlyList<string> Endpoints, IReadOnlyList<string> Scenario);

/// <summary>How many clients a message went to.</summary>
internal sealed record SentView(int Sent);

/// <summary>A rule that is expected to answer so many times.</summary>
internal sealed record RuleView(string Endpoint, string Rule, string Expected, long Answered, bool Met);

/// <summary>That the server was used as it expects.</summary>
internal sealed record VerifiedView(IReadOnlyList<RuleView> Rules, int ScriptsCompleted);

/// <summary>What a scenario says that is not wrong and hardly meant.</summary>
internal sealed record WarningsView(IReadOnlyList<string> Warnings);

/// <summary>Which rule answered a message, and what each says to it.</summary>
internal sealed record RulesView(string Decision, IReadOnlyList<VerdictView> Rules);

/// <summary>A rule, and why it does not answer; null if it does.</summary>
internal sealed record VerdictView(string Rule, string? Miss);

/// <summary>How the API's JSON is read and written, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(PingBody))]
[JsonSerializable(typeof(CloseBody))]
[JsonSerializable(typeof(EmptyBody))]
[JsonSerializable(typeof(StateBody))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(InfoView))]
[JsonSerializable(typeof(SentView))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(WarningsView))]
[JsonSerializable(typeof(VerifiedView))]
[JsonSerializable(typeof(IReadOnlyList<RuleView>))]
[JsonSerializable(typeof(IReadOnlyList<ConnectionView>))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Nothing is escaped that need not be: the responses are no part of a page.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The shapes, written so.</summary>
    public static ApiJson Shapes => field ??= new ApiJson(new JsonSerializerOptions(Default.Options) { Encoder = Writing.Encoder });
}
