using System.CommandLine;

namespace MockWs.Server.Commands;

/// <summary><c>mockws init [FILE]</c>: writes a scenario to start from, with comments that say what is what.</summary>
internal static class InitCommand
{
    private const string DefaultFile = "mockws.json";

    private const string About =
        """
        Write a commented scenario to start from. A file that exists is left as it is. Exit code 0 if it was written, 2 otherwise.

        Examples:
          mockws init              writes mockws.json
          mockws init chat.json    writes chat.json
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file to write.", DefaultValueFactory = _ => DefaultFile };
        var command = new Command("init", About) { file };
        command.SetAction(async (parsed, _) => (int)await RunAsync(parsed.GetRequiredValue(file)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(string file)
    {
        if (Path.Exists(file))
        {
            await Console.Error.WriteLineAsync($"mockws: \"{file}\" exists already: name another file, or remove it first.");
            return ExitCode.WrongUsage;
        }

        try
        {
            await using var starter = typeof(InitCommand).Assembly.GetManifestResourceStream("starter.json")!;

            // CreateNew, so that a file that came since is not lost.
            await using var output = new FileStream(file, FileMode.CreateNew);
            await starter.CopyToAsync(output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"mockws: \"{file}\" cannot be written: {e.Message}");
            return ExitCode.WrongUsage;
        }

        await Console.Out.WriteLineAsync($"{file}: written; serve it with: mockws {file}");
        return ExitCode.Stopped;
    }
}
