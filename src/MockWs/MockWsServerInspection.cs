using MockWs.Behaviours.Matching;
using MockWs.Recording;

namespace MockWs;

/// <summary>Looks at a server when a test is over, for any test framework.</summary>
public static class MockWsServerInspection
{
    /// <summary>How long clients may take to leave: what they have begun is on its way, but not there.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Finds what went wrong and no assertion asked for.</summary>
    /// <param name="server">The server, not stopped yet.</param>
    /// <param name="checks">What to look for. Default: everything.</param>
    /// <param name="from">The sequence of the first entry to look at, for a server that several tests share. Default: 1.</param>
    /// <param name="cancellation">Ends the wait for clients that are leaving, which lasts up to 1 s in real time.</param>
    /// <returns>What was found, each with what to do about it; empty if all is well.</returns>
    public static async Task<IReadOnlyList<string>> InspectAsync(
        this MockWsServer server, ServerChecks checks = ServerChecks.All, long from = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        var open = checks.HasFlag(ServerChecks.OpenConnections) ? await StayingAsync(server, cancellation).ConfigureAwait(false) : [];
        var scripts = server.ScriptRuns;
        var failed = scripts.Where(script => script.Failure is not null).ToDictionary(script => script.Failure!.Entry);
        var entries = server.Journal.Snapshot(from).ToList();
        var causes = entries.Where(entry => entry.IsUnmatched).Select(entry => entry.Cause).ToHashSet();
        var unmatched = entries.Where(entry => causes.Contains(entry.Sequence)).ToDictionary(entry => entry.Sequence);
        return
        [
            .. entries.Select(entry => Problem(entry, unmatched, failed.GetValueOrDefault(entry.Sequence), checks)).OfType<string>(),
            .. server.VerifiedRules.Where(rule => checks.HasFlag(ServerChecks.Expectations) && !rule.IsMet)
                .Select(rule => $"{rule}. Let the client do so, or leave {nameof(ServerChecks.Expectations)} out."),
            .. open.Select(connection =>
                $"{connection} is still open. Close or dispose the client before the test ends, or leave {nameof(ServerChecks.OpenConnections)} out."),
            .. scripts.Where(script => checks.HasFlag(ServerChecks.ScriptSteps) && open.Any(connection => connection.Id == script.Connection) && IsUnderWay(script))
                .Select(Problem),
        ];
    }

    private static string? Problem(JournalEntry entry, Dictionary<long, JournalEntry> unmatched, ScriptRun? failed, ServerChecks checks) => entry switch
    {
        { IsUnmatched: true } when checks.HasFlag(ServerChecks.UnmatchedMessages) => Problem(entry, unmatched.GetValueOrDefault(entry.Cause ?? 0)),
        _ when failed is not null => checks.HasFlag(ServerChecks.ScriptSteps) ? Problem(failed) : null,
        { Kind: JournalEntryKind.Error } when checks.HasFlag(ServerChecks.Errors) =>
            $"Error #{entry.Sequence} on {entry.Who}{(entry.Path.Length > 0 ? $" on {entry.Path}" : "")}: {entry.Text}",
        _ => null,
    };

    /// <param name="decision">That no rule answers: a line that says so, and one a near miss.</param>
    /// <param name="message">What is not answered; null if the journal has dropped it.</param>
    private static string Problem(JournalEntry decision, JournalEntry? message)
    {
        var shown = message is null ? "" : $", {(message.IsText ? TextDifference.Show(message.Text) : Bytes.Show(message.Payload.Span))}";
        var nearest = decision.Text.Split('\n')[1..];
        return string.Join('\n', (string[])
        [
            $"No rule answers message #{decision.Cause} of connection {decision.Connection} on {decision.Path}{shown}.{(nearest.Length == 0 ? "" : " The nearest:")}",
            .. nearest,
            $"Add a rule, or an Otherwise to the endpoint, or leave {nameof(ServerChecks.UnmatchedMessages)} out.",
        ]);
    }

    private static string Problem(ScriptRun script) =>
        $"{script}\nLet the client do what the script expects, or leave {nameof(ServerChecks.ScriptSteps)} out.";

    private static bool IsUnderWay(ScriptRun script) => script is { IsCompleted: false, Failure: null };

    private static async Task<IReadOnlyList<MockWsConnection>> StayingAsync(MockWsServer server, CancellationToken cancellation)
    {
        try
        {
            await server.WhenEmptyAsync(Grace, cancellation).ConfigureAwait(false);
            return [];
        }
        catch (TimeoutException)
        {
            return server.Connections;
        }
    }
}
