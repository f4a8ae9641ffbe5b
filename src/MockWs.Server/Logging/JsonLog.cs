using System.Buffers;
using System.Text;
using System.Text.Json;
using MockWs.Recording;

namespace MockWs.Server.Logging;

/// <summary>A JSON object a line: an entry as the journal's own JSON Lines have it, and what is no entry under a kind of its own.</summary>
internal sealed class JsonLog : LogOutput
{
    public override void Listening(Uri url, Uri page) => Say("listening", json =>
    {
        json.WriteString("url", url.ToString());
        json.WriteString("page", page.ToString());
    });

    public override void ApiAt(Uri url) => Say("api", json => json.WriteString("url", url.ToString()));

    public override void CertificateMade(string sha256) => Say("certificate", json => json.WriteString("sha256", sha256));

    public override void Ready() => Say("ready", _ => { });

    public override void Missed(long entries) => Say("missed", json => json.WriteNumber("entries", entries));

    public override void Verified(Verification verification) => Say("verified", json =>
    {
        json.WriteBoolean("met", verification.IsMet);
        json.WriteStartArray("unmet");
        foreach (var unmet in verification.Unmet)
        {
            json.WriteStringValue(unmet);
        }

        json.WriteEndArray();
    });

    protected override void Write(LogLine line, JournalEntry entry) => WriteLine(json => Journal.WriteJson(entry, json));

    private static void Say(string kind, Action<Utf8JsonWriter> members) => WriteLine(json =>
    {
        json.WriteStartObject();
        json.WriteString("time", TimeProvider.System.GetUtcNow());
        json.WriteString("kind", kind);
        members(json);
        json.WriteEndObject();
    });

    private static void WriteLine(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            write(json);
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }
}
