using System.CommandLine;
using MockWs.Configuration;

namespace MockWs.Server.Commands;

/// <summary><c>mockws validate FILE…</c>: says what is wrong with scenarios, and starts nothing.</summary>
internal static class ValidateCommand
{
    private const string About =
        """
        Check scenarios and say what is wrong with them. Exit code 0 if nothing is, 2 otherwise.

        Examples:
          mockws validate chat.json feed.json           each by itself
          mockws validate scenarios/                    the files of a folder, which make one scenario
          mockws validate --together base.json ci.json  as they are served: the second laid over the first
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "JSON scenarios, files or folders.", Arity = ArgumentArity.OneOrMore };
        var together = new Option<bool>("--together") { Description = "Take them for one scenario, each laid over those before it." };
        var command = new Command("validate", About) { files, together };
        command.SetAction(async (parsed, _) =>
        {
            var given = parsed.GetValue(files) ?? [];
            return (int)await RunAsync(parsed.GetValue(together) ? [given] : given.Select(file => new[] { file }));
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(IEnumerable<string[]> scenarios)
    {
        var code = ExitCode.Stopped;
        foreach (var files in scenarios)
        {
            try
            {
                var mock = new MockWsServerBuilder().UseScenario(files);
                foreach (var warning in mock.Warnings)
                {
                    await Console.Error.WriteLineAsync(warning);
                }

                await Console.Out.WriteLineAsync($"{string.Join(", ", files)}: valid");
            }
            catch (ScenarioException e)
            {
                code = ExitCode.WrongUsage;
                await Console.Error.WriteLineAsync(string.Join('\n', e.Errors));
            }
        }

        return code;
    }
}
