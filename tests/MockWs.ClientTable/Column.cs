using MockWs.Recording;

namespace MockWs.ClientTable;

/// <summary>What one client does about each of some faults.</summary>
/// <param name="Client">Its name and version.</param>
/// <param name="Cells">What is in each row.</param>
public sealed record Column(string Client, IReadOnlyList<Cell> Cells)
{
    /// <summary>Lets a client meet a server for each row, all at once.</summary>
    /// <param name="client">Which one.</param>
    /// <param name="rows">The faults.</param>
    /// <param name="patience">How long it waits at the most.</param>
    public static async Task<Column> OfAsync(Client client, IReadOnlyList<FaultRow> rows, TimeSpan patience)
    {
        var servers = await Task.WhenAll(rows.Select(row => row.StartAsync()));
        try
        {
            var targets = rows.Zip(servers, (row, server) => new Target(server.UrlOf("/"), $"{row.Conversation}".ToLowerInvariant()));
            var (version, seen) = await client.MeetAsync([.. targets], patience);
            // Sockets are read to their end before a server stops: what the client said last is in the journal.
            await Task.WhenAll(servers.Select(server => server.WhenIdleAsync()));
            return new Column($"{client.Name} {version}", [.. servers.Select((server, index) => Cell.Of(rows[index], WithoutPort(seen[index], server), CodeSentTo(server)))]);
        }
        finally
        {
            await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        }
    }

    /// <summary>What was seen without the number of the port, which is another each time.</summary>
    private static Seen WithoutPort(Seen seen, MockWsServer server) => seen with { Error = seen.Error?.Replace($"{server.Url.Port}", "PORT", StringComparison.Ordinal) };

    /// <summary>The code in the client's close frame; null where it sent none.</summary>
    private static int? CodeSentTo(MockWsServer server) =>
        server.Journal.FirstOrDefault(entry => entry is { Kind: JournalEntryKind.Received, Opcode: Wire.Opcode.Close })?.CloseCode;
}
