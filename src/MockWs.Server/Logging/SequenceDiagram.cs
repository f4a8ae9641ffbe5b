using System.Text;
using MockWs.Recording;

namespace MockWs.Server.Logging;

/// <summary>The journal as a Mermaid sequence diagram: the server, and a lifeline for each connection.</summary>
internal static class SequenceDiagram
{
    private const string Server = "S";

    /// <summary>The lines of the diagram, made one by one as the entries come.</summary>
    public static IEnumerable<string> Lines(IEnumerable<JournalEntry> entries)
    {
        yield return "sequenceDiagram";
        yield return $"  participant {Server} as server";
        var seen = new HashSet<int>();
        foreach (var entry in entries)
        {
            if (entry.Connection != JournalEntry.OfServer && seen.Add(entry.Connection))
            {
                yield return $"  participant {Client(entry)} as {Escape($"connection {entry.Connection} {Transcript.Shorten(entry.Path)}".TrimEnd())}";
            }

            yield return $"  {Line(entry)}";
        }
    }

    private static string Line(JournalEntry entry)
    {
        var details = Escape(Transcript.Details(entry));
        return entry.Kind switch
        {
            JournalEntryKind.Opened or JournalEntryKind.Received => $"{Client(entry)}->>{Server}: {details}",
            JournalEntryKind.Refused => $"{Client(entry)}-x{Server}: {details}",
            JournalEntryKind.Sent => $"{Server}->>{Client(entry)}: {details}",
            _ when entry.Connection == JournalEntry.OfServer => $"Note over {Server}: {entry.Kind.ToString().ToLowerInvariant()} {details}",
            _ => $"Note over {Server},{Client(entry)}: {entry.Kind.ToString().ToLowerInvariant()} {details}",
        };
    }

    private static string Client(JournalEntry entry) => $"C{entry.Connection}";

    // What Mermaid, or the HTML that it makes, would take for a sign of its own is written as Mermaid's character code.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c is '#' or ';' or '%' or '<' or '>' or '&' or '\\' ? $"#{(int)c};" : c.ToString());
        }

        return escaped.ToString();
    }
}
