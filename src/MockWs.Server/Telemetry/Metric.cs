using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Server.Telemetry;

/// <summary>Something that is counted or measured.</summary>
/// <param name="Name">In the words of Prometheus: <c>messages_total</c>, with the prefix left out.</param>
/// <param name="Help">What it is.</param>
/// <param name="Values">The numbers of this moment.</param>
internal sealed record Metric(string Name, string Help, Func<IEnumerable<MetricValue>> Values)
{
    private static readonly Opcode[] Messages = [Opcode.Text, Opcode.Binary];

    private static readonly Opcode[] Controls = [Opcode.Ping, Opcode.Pong, Opcode.Close];

    private static readonly JournalEntryKind[] Directions = [JournalEntryKind.Received, JournalEntryKind.Sent];

    /// <summary>Whether it only ever grows.</summary>
    public bool IsCounter => Name.EndsWith("_total", StringComparison.Ordinal);

    /// <summary>All metrics of a server.</summary>
    public static IReadOnlyList<Metric> Of(MockWsServer server)
    {
        var (journal, totals) = (server.Journal, server.Journal.Totals);
        return
        [
            new("connections", "Clients that are connected now.", () => [new(server.Connections.Count)]),
            new("handshakes_total", "Upgrade requests, by what became of them.", () =>
            [
                new(totals.Count(JournalEntryKind.Opened), ("result", "accepted")),
                new(totals.Count(JournalEntryKind.Refused), ("result", "refused")),
            ]),
            new("disconnections_total", "Ends of connections, with a close frame or without.", () =>
            [
                new(totals.Count(JournalEntryKind.Closed), ("how", "closed")),
                new(totals.Count(JournalEntryKind.Lost), ("how", "lost")),
            ]),
            new("messages_total", "Messages.", () => ByOpcode(Messages, totals.Count)),
            new("message_bytes_total", "Payload of messages in bytes, before any compression.", () => ByOpcode(Messages, totals.Bytes)),
            new("control_frames_total", "Control frames.", () => ByOpcode(Controls, totals.Count)),
            new("unmatched_messages_total", "Messages that no rule answered.", () => [new(totals.Unmatched)]),
            new("violations_total", "Rules of the protocol that clients broke.", () => [new(totals.Count(JournalEntryKind.Violation))]),
            new("errors_total", "Things that the server was told to do and could not.", () => [new(totals.Count(JournalEntryKind.Error))]),
            new("journal_entries", "Entries of the journal that can be read now.", () => [new(journal.Count)]),
            new("journal_dropped_total", "Entries that the size limit has pushed out of the journal.", () => [new(journal.Dropped)]),
        ];
    }

    private static IEnumerable<MetricValue> ByOpcode(Opcode[] opcodes, Func<JournalEntryKind, Opcode, long> read) =>
        from direction in Directions
        from opcode in opcodes
        select new MetricValue(
            read(direction, opcode),
            ("direction", direction.ToString().ToLowerInvariant()),
            ("type", opcode.ToString().ToLowerInvariant()));
}

/// <summary>One number of a metric.</summary>
internal sealed record MetricValue(long Value, params (string Name, string Value)[] Labels);
