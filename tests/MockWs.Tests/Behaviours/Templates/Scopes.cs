using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using MockWs.Behaviours;
using MockWs.Behaviours.Templates;
using MockWs.Wire;

namespace MockWs.Tests.Behaviours.Templates;

/// <summary>Scopes for templates: a client at <c>/chat/7</c> on the last second of 2026-01-31, and chance from seed 1.</summary>
internal static class Scopes
{
    private const string Head =
        "GET /chat/7?token=a%20b&tag=x&tag=y HTTP/1.1\r\nHost: localhost\r\nUser-Agent: tests/1.0\r\nX-Room: blue\r\n\r\n";

    public static DateTimeOffset Now { get; } = new(2026, 1, 31, 23, 59, 59, 250, TimeSpan.Zero);

    public static TemplateScope Answering(string message, string? regex = null, int seed = 1) => new()
    {
        Connection = new ConnectionScope(12, new(Encoding.Latin1.GetBytes(Head)), new Dictionary<string, string> { ["room"] = "7" }),
        Time = new FakeTimeProvider(Now),
        Random = new Random(seed),
        Message = new Message(Opcode.Text, Encoding.UTF8.GetBytes(message)),
        Match = regex is null ? null : Regex.Match(message, regex),
        Tick = 3,
        State = NameTable.Of(new Dictionary<string, string> { ["phase"] = "ready" }),
        Server = NameTable.Of(new Dictionary<string, string> { ["mode"] = "night" }),
        Captured = NameTable.Of(new Dictionary<string, JsonElement> { ["user"] = Json("""{"id":7,"price":1.0}""") }),
        Counter = NameTable.OfCounters(new Dictionary<string, long> { ["orders"] = 41 }, new Dictionary<string, long> { ["logins"] = 3 }),
    };

    public static TemplateScope OfItsOwnAccord() => new()
    {
        Connection = Answering("").Connection,
        Time = TimeProvider.System,
        Random = new Random(1),
    };

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
