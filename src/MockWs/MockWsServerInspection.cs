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
        return
        [
            .. server.Journal.Snapshot(from).Select(entry => Problem(entry, checks)).OfType<string>(),
            .. open.Select(connection =>
                $"{connection} is still open. Close or dispose the client before the test ends, or leave {nameof(ServerChecks.OpenConnections)} out."),
        ];
    }

    private static string? Problem(JournalEntry entry, ServerChecks checks) => entry switch
    {
        { IsUnmatched: true } when checks.HasFlag(ServerChecks.UnmatchedMessages) =>
            $"No rule answers message #{entry.Cause} of connection {entry.Connection} on {entry.Path}; {entry.Text}\n"
            + $"Add a rule, or an Otherwise to the endpoint, or leave {nameof(ServerChecks.UnmatchedMessages)} out.",
        { Kind: JournalEntryKind.Error } when checks.HasFlag(ServerChecks.Errors) =>
            $"Error #{entry.Sequence} on connection {entry.Connection} on {entry.Path}: {entry.Text}",
        _ => null,
    };

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
