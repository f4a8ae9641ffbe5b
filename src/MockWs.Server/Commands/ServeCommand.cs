using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Server.Hosting;
using MockWs.Server.Logging;

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
        3 a port is in use or not to be had; 4 the certificate cannot be used. Commands tell theirs: mockws send --help.
        """;

    /// <summary>Serves until Ctrl+C or SIGTERM; every error is a line on the error output.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = Create().Parse(args);
            if (parsed.Action is ParseErrorAction)
            {
                throw new StartupException(ExitCode.WrongUsage, parsed.Errors[0].Message);
            }

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

    private static async Task<ExitCode> RunAsync(ServeSettings settings)
    {
        await using var tool = await RunningTool.StartAsync(settings);
        var output = LogOutput.Create(settings.LogFormat);
        Announcement.Write(tool, settings.Certificate is null, output);
        await using var log = settings.IsQuiet ? null : ConnectionLog.Start(tool.Server.Journal, output);
        await tool.WaitAsync();
        return tool.Server.Journal.SpillFailure is { } failure
            ? throw new StartupException(ExitCode.Failed, $"The recorded file is not complete: {failure}")
            : ExitCode.Stopped;
    }

    private static RootCommand Create()
    {
        var scenarios = new Argument<string[]>("SCENARIO")
        {
            Description = "JSON scenarios, each laid over those before it. Without one every message is echoed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        scenarios.Validators.Add(RefuseOptions);
        var port = new Option<int?>("--port")
        {
            Description = $"The port on localhost; 0 takes a free one. Default: {ServeSettings.DefaultPort}.",
            HelpName = "N",
            CustomParser = PortOption.Parse,
        };
        var urls = new Option<string[]>("--url")
        {
            Description = "Where to listen instead, such as ws://0.0.0.0:8080 or wss://localhost:8443. May be repeated.",
            HelpName = "URL",
        };
        var tls = new Option<bool>("--tls") { Description = "Speak TLS (wss://), with a certificate made for this run unless --cert gives one." };
        var certificate = new Option<string?>("--cert") { Description = "The certificate of wss://, a PEM or a PFX file.", HelpName = "FILE" };
        var key = new Option<string?>("--key") { Description = "The private key, where a PEM certificate has it in a file of its own.", HelpName = "FILE" };
        var password = new Option<string?>("--cert-password") { Description = "The password of a PFX file.", HelpName = "PASSWORD" };
        var record = new Option<string?>("--record")
        {
            Description = "A file that keeps all that happens, written over if it exists; \"mockws transcript FILE\" prints it.",
            HelpName = "FILE",
            CustomParser = ParseRecord,
        };
        var unmatched = new Option<Unmatched?>("--unmatched")
        {
            Description = "What becomes of a message that nothing else answers. Default: what the scenario says, or echo.",
            HelpName = "echo|ignore|close|fail",
            CustomParser = ParseUnmatched,
        };
        var seed = new Option<int?>("--seed")
        {
            Description = "Where random numbers begin: the same seed gives the same ones in each run. Default: what the scenario says, or 0.",
            HelpName = "N",
            CustomParser = ParseSeed,
        };
        var watch = new Option<bool>("--watch")
        {
            Description = "Read the scenarios again when they change, for the clients that come later. One with errors leaves the server as it was.",
        };
        var overrides = new Option<string[]>("--set")
        {
            Description = "A value over the scenario's and the environment's, such as --set seed=7 or --set endpoints.0.path=/other; may be repeated.",
            HelpName = "KEY=VALUE",
            Arity = ArgumentArity.OneOrMore,
        };
        var log = new Option<LogFormat>("--log")
        {
            Description = "Lines for a person, or a JSON object a line. Default: text.",
            HelpName = "text|json",
            CustomParser = ParseLog,
        };
        var quiet = new Option<bool>("--quiet") { Description = "Say where it listens and nothing of the clients." };
        var command = new RootCommand(About)
        {
            scenarios, port, urls, tls, certificate, key, password, record, watch, overrides, unmatched, seed, log, quiet,
            ValidateCommand.Create(), SchemaCommand.Create(), InitCommand.Create(), TranscriptCommand.Create(),
            SendCommand.Create(), ListenCommand.Create(), HealthCommand.Create(), CompletionCommand.Create(),
        };
        var api = new ApiOptions();
        api.AddTo(command);
        command.SetAction(async (parsed, _) => (int)await RunAsync(ServeSettings.From(new ServeOptions
        {
            Scenarios = parsed.GetValue(scenarios) ?? [],
            IsWatching = parsed.GetValue(watch),
            Overrides = parsed.GetValue(overrides) ?? [],
            Port = parsed.GetValue(port),
            Urls = parsed.GetValue(urls) ?? [],
            IsSecure = parsed.GetValue(tls),
            CertificatePath = parsed.GetValue(certificate),
            KeyPath = parsed.GetValue(key),
            CertificatePassword = parsed.GetValue(password),
            RecordPath = parsed.GetValue(record),
            Unmatched = parsed.GetValue(unmatched),
            Seed = parsed.GetValue(seed),
            LogFormat = parsed.GetValue(log),
            IsQuiet = parsed.GetValue(quiet),
            Api = api.Read(parsed),
        })));
        return command;
    }

    private static string? ParseRecord(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 0)
        {
            return text;
        }

        result.AddError("--record needs the name of a file.");
        return null;
    }

    private static Unmatched? ParseUnmatched(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "echo":
                return Unmatched.Echo;
            case "ignore":
                return Unmatched.Ignore;
            case "close":
                return Unmatched.Close;
            case "fail":
                return Unmatched.Fail;
            case var text:
                result.AddError($"--unmatched is echo, ignore, close or fail, not \"{text}\".");
                return null;
        }
    }

    private static LogFormat ParseLog(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "text":
                return LogFormat.Text;
            case "json":
                return LogFormat.Json;
            case var text:
                result.AddError($"--log is text or json, not \"{text}\".");
                return default;
        }
    }

    private static int? ParseSeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
        {
            return seed;
        }

        result.AddError($"--seed is a whole number from {int.MinValue} to {int.MaxValue}, not \"{text}\".");
        return null;
    }

    // What looks like an option and is none would be taken for a file.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized command or argument '{token.Value}'.");
        }
    }
}
