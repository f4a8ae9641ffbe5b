using MockWs.Behaviours;
using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>Which part of the journal an expectation looks at.</summary>
/// <param name="Path">Only connections to such paths; null for all.</param>
/// <param name="Connection">Only the connection with this number; null for all.</param>
internal sealed record JournalScope(PathPattern? Path = null, int? Connection = null)
{
    public bool Includes(JournalEntry entry) =>
        (Connection is null || entry.Connection == Connection)
        && (Path is null || (entry.Path.StartsWith('/') && Path.Match(entry.Path) is not null));

    /// <summary>Said after what is expected: <c> on /chat/* by connection 2</c>.</summary>
    public override string ToString() =>
        (Path is null ? "" : $" on {Path}") + (Connection is null ? "" : $" by connection {Connection}");
}
