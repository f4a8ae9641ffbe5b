using System.CommandLine;
using MockWs.Behaviours.Matching;

namespace MockWs.Server.Commands;

/// <summary><c>mockws verify SCENARIO…</c>: serves, and says at the end whether the scenario was used as it expects: the mock as a gate.</summary>
internal static class VerifyCommand
{
    private const string About =
        """
        Serve, and when it is stopped say whether the server was used as the scenario expects: each rule with "expect" answered as often as that says, each script was gone through to its end, every message was answered by a rule, and nothing failed.

        Examples:
          mockws verify chat.json --port 9000 & mock=$!
          run-the-clients ws://localhost:9000/chat
          kill $mock; wait $mock

        Exit codes: those of mockws, and 6 if something is not as expected; the error output tells what.
        """;

    public static Command Create()
    {
        var command = new Command("verify", About);
        var server = new ServerOptions();
        server.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var options = server.Read(parsed);
            return options.Scenarios is []
                ? throw new StartupException(ExitCode.WrongUsage, "verify needs a scenario that says what is expected: mockws verify chat.json.")
                : (int)await ServeCommand.RunAsync(ServeSettings.From(options) with { IsVerifying = true });
        });
        return command;
    }

    /// <summary>What was not as expected.</summary>
    public static string Report(Verification verification) =>
        $"{Words.Count(verification.Unmet.Count, "thing")} {(verification.Unmet.Count == 1 ? "is" : "are")} not as the scenario expects:\n"
        + string.Join('\n', verification.Unmet.Select(unmet => $"  {unmet.Replace("\n", "\n  ", StringComparison.Ordinal)}"));
}
