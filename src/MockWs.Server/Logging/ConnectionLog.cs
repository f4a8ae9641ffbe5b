using MockWs.Recording;
using Spectre.Console;

namespace MockWs.Server.Logging;

/// <summary>Writes a line for each client that comes or goes and for each of its messages. It reads along in the journal: no client waits for it.</summary>
internal sealed class ConnectionLog : IAsyncDisposable
{
    private const int LongestLine = 10_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly Journal _journal;
    private readonly Action<LogLine> _write;
    private readonly Task _writing;
    private long _read;

    private ConnectionLog(Journal journal, Action<LogLine> write)
    {
        (_journal, _write) = (journal, write);
        _writing = FollowAsync();
    }

    public static ConnectionLog Start(Journal journal)
    {
        if (Console.IsOutputRedirected)
        {
            return new ConnectionLog(journal, WritePlain);
        }

        // The terminal wraps long lines by itself, and unwraps them when it is made wider or its text is copied.
        AnsiConsole.Profile.Width = LongestLine;
        return new ConnectionLog(journal, WriteToTerminal);
    }

    /// <summary>Writes what has been recorded up to now, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        foreach (var entry in _journal.SkipWhile(entry => entry.Sequence <= _read))
        {
            Write(entry);
        }

        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var entry in _journal.FollowAsync(_stop.Token))
            {
                Write(entry);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private void Write(JournalEntry entry)
    {
        if (entry.Sequence > _read + 1)
        {
            Console.Out.WriteLine($"({entry.Sequence - _read - 1} entries came and went faster than they could be written)");
        }

        _read = entry.Sequence;
        if (LogLine.From(entry) is { } line)
        {
            _write(line);
        }
    }

    private static void WritePlain(LogLine line) => Console.Out.WriteLine(line.ToString());

    private static void WriteToTerminal(LogLine line)
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
