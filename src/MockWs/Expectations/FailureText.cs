using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Writes a failure so that it teaches, on one screen.</summary>
internal static class FailureText
{
    /// <summary>Of a failure in all, so that it needs no scrolling.</summary>
    public const int MostLines = 24;

    /// <summary>The longest line, in characters.</summary>
    public const int Width = 120;

    private const int MostHeadLines = 6;
    private const int MostDetails = 9;

    /// <summary>Composes the text.</summary>
    /// <param name="expected">The sentence that says what was expected and what was found.</param>
    /// <param name="details">The differences, a line each.</param>
    /// <param name="entries">The journal.</param>
    /// <param name="focus">The entry to show the surroundings of; null for the journal's end.</param>
    /// <param name="marked">The entries to point at.</param>
    public static string Compose(
        string expected, IReadOnlyList<string> details, IReadOnlyList<JournalEntry> entries, JournalEntry? focus, IReadOnlyCollection<long> marked)
    {
        var lines = new List<string>(Shorten(Wrap(expected), MostHeadLines, "line"));
        lines.AddRange(Shorten(details, MostDetails, "line").Select(line => Cut($"  {line}")));
        lines.Add("");
        lines.AddRange(Surroundings(entries, focus, marked, MostLines - lines.Count));
        return string.Join('\n', lines);
    }

    private static List<string> Surroundings(IReadOnlyList<JournalEntry> entries, JournalEntry? focus, IReadOnlyCollection<long> marked, int room)
    {
        if (entries.Count == 0)
        {
            return ["Nothing was recorded: did the client connect to this server?"];
        }

        var shown = Math.Min(room - 1, entries.Count);
        var middle = focus is null ? entries.Count - 1 : entries.TakeWhile(entry => entry.Sequence < focus.Sequence).Count();
        var first = Math.Clamp(middle - (shown / 2), 0, entries.Count - shown);
        return
        [
            shown == entries.Count ? "What was recorded:" : $"What was recorded, entries {first + 1} to {first + shown} of {entries.Count}:",
            .. entries.Skip(first).Take(shown).Select(entry => Cut($"{(marked.Contains(entry.Sequence) ? ">" : " ")} {Transcript.Line(entry)}")),
        ];
    }

    private static IEnumerable<string> Shorten(IReadOnlyList<string> lines, int most, string noun) => lines.Count <= most
        ? lines
        : [.. lines.Take(most - 1), $"… and {Words.Count(lines.Count - most + 1, noun)} more"];

    private static string Cut(string line) => line.Length <= Width
        ? line
        : $"{line.AsSpan(0, char.IsHighSurrogate(line[Width - 2]) ? Width - 2 : Width - 1)}…";

    private static List<string> Wrap(string text)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.ReplaceLineEndings(" ").Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > Width)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return lines.ConvertAll(Cut);
    }
}
