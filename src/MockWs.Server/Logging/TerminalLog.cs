using MockWs.Recording;
using Spectre.Console;

namespace MockWs.Server.Logging;

/// <summary>Coloured lines for a terminal.</summary>
internal sealed class TerminalLog : PlainLog
{
    private const int LongestLine = 10_000;

    // The terminal wraps long lines by itself, and unwraps them when it is made wider or its text is copied.
    public TerminalLog() => AnsiConsole.Profile.Width = LongestLine;

    protected override void Write(LogLine line, JournalEntry entry)
    {
        var colour = line.Word switch
        {
            LogLine.Connected => Color.Green,
            LogLine.Received => Color.Default,
            LogLine.Disconnected => Color.Grey,
            _ => Color.Red,
        };
        AnsiConsole.Write(new Paragraph()
            .Append(line.Head, new Style(Color.Grey))
            .Append($" {line.Word,-12}  ", new Style(colour, decoration: Decoration.Bold))
            .Append($"{line.Details}\n"));
    }
}
