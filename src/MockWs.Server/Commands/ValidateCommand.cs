using System.CommandLine;
using MockWs.Configuration;

namespace MockWs.Server.Commands;

/// <summary><c>mockws validate FILE…</c>: says what is wrong with scenarios, each by itself, and starts nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "JSON scenarios, each checked by itself.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Check scenarios and say what is wrong with them. Exit code 0 if nothing is, 2 otherwise.") { files };
        command.SetAction(async (parsed, _) => (int)await RunAsync(parsed.GetValue(files) ?? []));
        return command;
    }

    private static async Task<ExitCode> RunAsync(IReadOnlyList<string> files)
    {
        var code = ExitCode.Stopped;
        foreach (var file in files)
        {
            try
            {
                var mock = new MockWsServerBuilder().UseScenario(file);
                foreach (var warning in mock.Warnings)
                {
                    await Console.Error.WriteLineAsync(warning);
                }

                await Console.Out.WriteLineAsync($"{file}: valid");
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
