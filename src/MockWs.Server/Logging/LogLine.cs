using System.Globalization;
using MockWs.Recording;

namespace MockWs.Server.Logging;

/// <summary>What the log says of one entry of the journal.</summary>
/// <param name="Time">In the zone of the person who reads it.</param>
/// <param name="Connection">The client's number, or the one that stands for the server.</param>
/// <param name="Word">What happened, in a word.</param>
/// <param name="Details">The rest, on one line, safe for a terminal.</param>
internal readonly record struct LogLine(DateTimeOffset Time, int Connection, string Word, string Details)
{
    public const string Connected = "connected";
    public const string Received = "received";
    public const string Disconnected = "disconnected";

    /// <summary>Null for an entry that the log leaves out: what the server says, and control frames.</summary>
    public static LogLine? From(JournalEntry entry)
    {
        var details = Transcript.Details(entry);
        var line = new LogLine(entry.Time.ToLocalTime(), entry.Connection, entry.Kind.ToString().ToLowerInvariant(), details);
        return entry.Kind switch
        {
            JournalEntryKind.Opened => line with { Word = Connected, Details = $"{Transcript.Shorten(entry.Path)} from {entry.RemoteAddress}" },
            JournalEntryKind.Refused => line with { Details = $"{details} from {entry.RemoteAddress}" },
            JournalEntryKind.Received => entry.IsText || entry.IsBinary ? line : null,
            JournalEntryKind.Closed or JournalEntryKind.Lost => line with { Word = Disconnected },
            JournalEntryKind.Violation or JournalEntryKind.Fault or JournalEntryKind.Error => line,
            _ => null,
        };
    }

    /// <summary>When and who: what stands before the word.</summary>
    public string Head => string.Create(CultureInfo.InvariantCulture, $"{Time:HH:mm:ss.fff}  {(Connection == JournalEntry.OfServer ? "" : $"#{Connection}"),-4}");

    public override string ToString() => $"{Head} {Word,-12}  {Details}";
}
