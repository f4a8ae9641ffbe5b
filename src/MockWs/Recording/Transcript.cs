using System.Globalization;
using System.Text;
using System.Text.Unicode;
using MockWs.Wire;

namespace MockWs.Recording;

/// <summary>The journal as a person reads it: one line an entry, payloads cut short, as text or as hexadecimal digits.</summary>
public static class Transcript
{
    private const int LongestText = 100;
    private const int LongestHex = 24;

    /// <summary>Prints entries, one line each.</summary>
    public static string Print(IEnumerable<JournalEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var lines = new StringBuilder();
        foreach (var entry in entries)
        {
            lines.Append(Line(entry)).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>Prints one entry, without an end of line.</summary>
    public static string Line(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var cause = entry.Cause is { } sequence ? $"  (for #{sequence})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"#{entry.Sequence,-4} {entry.Time:HH:mm:ss.fff}  {entry.Who}  {What(entry),-9}  {Details(entry)}{cause}");
    }

    /// <summary>What an entry says beside its kind, on one line, safe for a terminal.</summary>
    internal static string Details(JournalEntry entry) => entry.Kind switch
    {
        JournalEntryKind.Opened or JournalEntryKind.Refused => $"{FirstLine(entry.Request!)} -> {entry.Status}",
        JournalEntryKind.Received or JournalEntryKind.Sent => Frame(entry),
        JournalEntryKind.Decided or JournalEntryKind.Lost or JournalEntryKind.Fault => OnOneLine(entry.Text),
        JournalEntryKind.Violation => $"{entry.CloseCode}: {OnOneLine(entry.Text)}",
        JournalEntryKind.Closed => $"{entry.CloseCode}{Reason(entry.Text)} by the {(entry.ClosedByClient == true ? "client" : "server")}",
        _ => Shorten(entry.Text),
    };

    /// <summary>Cuts a text short, between two characters, and shows it on one line.</summary>
    internal static string Shorten(string text)
    {
        if (text.Length <= LongestText)
        {
            return OnOneLine(text);
        }

        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return $"{OnOneLine(text[..end])}… {text.Length - end} more";
    }

    /// <summary>Shows control characters, which would break the line or the terminal, as escapes.</summary>
    internal static string OnOneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var c in text)
        {
            line.Append(c switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return line.ToString();
    }

    private static string What(JournalEntry entry) => entry.Kind.ToString().ToLowerInvariant();

    private static string Frame(JournalEntry entry)
    {
        if (entry.Opcode == Opcode.Close)
        {
            return entry.Payload.IsEmpty ? "close" : $"close {entry.CloseCode}{Reason(entry.Text)}";
        }

        var frames = entry.Frames > 1 ? $", {entry.Frames} frames" : "";
        var compressed = entry.IsCompressed ? ", compressed" : "";
        var size = $"{entry.Opcode!.Value.ToString().ToLowerInvariant(),-6} {Size(entry.Payload.Length)}{frames}{compressed}";
        return entry.Payload.IsEmpty ? size : $"{size}  {(entry.IsBinary ? Hex(entry.Payload.Span) : TextOrHex(entry.Payload.Span))}";
    }

    private static string Size(int bytes) => bytes == 1 ? "1 byte" : $"{bytes} bytes";

    private static string Reason(string reason) => reason.Length == 0 ? "" : $" {Quote(reason)}";

    private static string TextOrHex(ReadOnlySpan<byte> payload) =>
        Utf8.IsValid(payload) ? Quote(Encoding.UTF8.GetString(payload)) : Hex(payload);

    private static string Hex(ReadOnlySpan<byte> payload)
    {
        var digits = new StringBuilder();
        foreach (var b in payload[..Math.Min(LongestHex, payload.Length)])
        {
            digits.Append(digits.Length == 0 ? "" : " ").Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return payload.Length > LongestHex ? $"{digits} … {payload.Length - LongestHex} more" : digits.ToString();
    }

    private static string Quote(string text) => $"\"{Shorten(text)}\"";

    private static string FirstLine(string head)
    {
        var end = head.IndexOfAny(['\r', '\n']);
        return end < 0 ? Shorten(head) : Shorten(head[..end]);
    }
}
