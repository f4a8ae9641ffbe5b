using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using MockWs.Recording;
using MockWs.Server.Logging;

namespace MockWs.Server.Commands;

/// <summary><c>mockws transcript FILE</c>: prints what <c>--record</c> has kept, entry by entry, so that a long file needs no memory.</summary>
internal static class TranscriptCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Mermaid = "mermaid";

    private const string About =
        """
        Print a file that --record wrote. Exit code 0 if all of it could be read, 2 otherwise; what is whole of a cut-off file is printed.

        Examples:
          mockws transcript chat.journal                              a line for each thing that happened
          mockws transcript chat.journal --format json > chat.jsonl   JSON Lines
          mockws transcript chat.journal --format mermaid > chat.mmd  a Mermaid sequence diagram
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recorded file." };
        var format = new Option<string>("--format")
        {
            Description = "Lines for a person, JSON Lines, or a Mermaid sequence diagram. Default: text.",
            HelpName = "text|json|mermaid",
            CustomParser = ParseFormat,
            DefaultValueFactory = _ => Text,
        };
        var command = new Command("transcript", About) { file, format };
        command.SetAction(async (parsed, cancellation) => (int)await RunAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(format), cancellation));
        return command;
    }

    private static async Task<ExitCode> RunAsync(string file, string format, CancellationToken cancellation)
    {
        try
        {
            // Leaving the block writes what is whole of a file that is cut off.
            await using var output = new BufferedStream(Console.OpenStandardOutput());
            await WriteAsync(Journal.ReadFile(file), format, output, cancellation);
            return ExitCode.Stopped;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"mockws: \"{file}\" cannot be read: {e.Message}");
            return ExitCode.WrongUsage;
        }
    }

    private static async Task WriteAsync(IEnumerable<JournalEntry> entries, string format, Stream output, CancellationToken cancellation)
    {
        if (format == Json)
        {
            await Journal.ExportJsonLinesAsync(entries, output, cancellation);
            return;
        }

        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var line in format == Mermaid ? SequenceDiagram.Lines(entries) : entries.Select(Transcript.Line))
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellation);
        }
    }

    private static string? ParseFormat(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text is Text or Json or Mermaid)
        {
            return text;
        }

        result.AddError($"--format is text, json or mermaid, not \"{text}\".");
        return null;
    }
}
