using System.CommandLine;
using System.CommandLine.Invocation;
using MockWs.Configuration;
using MockWs.Server.Hosting;
using MockWs.Server.Logging;
using MockWs.Server.Telemetry;

namespace MockWs.Server.Commands;

/// <summary>The command line of <c>mockws</c>.</summary>
internal static class ServeCommand
{
    private const string About =
        """
        A mock WebSocket server: it answers as JSON scenarios say, without one it echoes every message, and says what its clients do. A page to try it is at the same address.

        Examples:
          mockws                                        an echo on ws://localhost:8080
          mockws chat.json --port 9000                  what a scenario says
          mockws chat.json --unmatched fail --seed 7    strict, and the same in each run
          mockws chat.json --watch                      reads the scenario again when it changes
          mockws chat.json --record chat.journal        keeps what happens for "mockws transcript chat.journal"

        Exit codes: 0 stopped by Ctrl+C or SIGTERM; 1 an unexpected failure, or not all could be recorded; 2 a wrong command line, scenario or other file;
        3 a port is in use or not to be had; 4 the certificate cannot be used. Commands tell theirs: mockws verify --help.
        """;

    /// <summary>Serves until Ctrl+C or SIGTERM; every error is a line on the error output.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var command = Create();
            var parsed = command.Parse(args);
            if (parsed.Action is ParseErrorAction)
            {
                throw new StartupException(ExitCode.WrongUsage, parsed.Errors[0].Message);
            }

            Abridge(command.Subcommands.Where(other => other != parsed.CommandResult.Command));

            // The server stops by itself on the signals that the command line would end it for.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync($"mockws: {e.Message}");
            if (e.Code == ExitCode.WrongUsage)
            {
                await Console.Error.WriteLineAsync("mockws --help lists the options.");
            }

            return (int)e.Code;
        }
        catch (ScenarioException e)
        {
            await Console.Error.WriteLineAsync($"mockws: {e.Message}");
            return (int)ExitCode.WrongUsage;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"mockws: an unexpected failure: {e.Message}\n{e}");
            return (int)ExitCode.Failed;
        }
    }

    /// <summary>Serves until it is told to stop.</summary>
    /// <exception cref="StartupException">It cannot serve, or what it was told to do failed.</exception>
    public static async Task<ExitCode> RunAsync(ServeSettings settings)
    {
        var collector = Collector.FromEnvironment();
        await using var tool = await RunningTool.StartAsync(settings);
        var output = LogOutput.Create(settings.LogFormat);
        Announcement.Write(tool, settings.Certificate is null, output);
        await using (collector is null ? null : OtlpExport.Start(tool.Server, collector))
        await using (settings.IsQuiet ? null : JournalReader.Start(tool.Server.Journal, output.Entry, output.Missed))
        {
            await tool.WaitAsync();
        }

        if (tool.Server.Journal.SpillFailure is { } failure)
        {
            throw new StartupException(ExitCode.Failed, $"The recorded file is not complete: {failure}");
        }

        if (tool.Verification is { } verification)
        {
            output.Verified(verification);
            return verification.IsMet ? ExitCode.Stopped : throw new StartupException(ExitCode.NotMet, VerifyCommand.Report(verification));
        }

        return ExitCode.Stopped;
    }

    /// <summary>All that can be said.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand(About)
        {
            VerifyCommand.Create(), ValidateCommand.Create(), SchemaCommand.Create(), InitCommand.Create(), TranscriptCommand.Create(),
            SendCommand.Create(), ListenCommand.Create(), HealthCommand.Create(), CompletionCommand.Create(),
        };
        var server = new ServerOptions();
        server.AddTo(command);
        command.SetAction(async (parsed, _) => (int)await RunAsync(ServeSettings.From(server.Read(parsed))));
        return command;
    }

    /// <summary>Leaves of what commands say of themselves the first line, for a list of them.</summary>
    private static void Abridge(IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            command.Description = command.Description!.Split('\n')[0];
        }
    }
}
