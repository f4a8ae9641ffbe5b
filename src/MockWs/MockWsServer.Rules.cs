using MockWs.Behaviours;
using MockWs.Recording;
using MockWs.Wire;
using MockWs.Wire.Handshake;

namespace MockWs;

/// <content>Why a message was answered as it was.</content>
public sealed partial class MockWsServer
{
    /// <summary>Tries all rules again on a message that was received, with what is remembered now.</summary>
    /// <param name="sequence">The message's entry in the journal.</param>
    /// <returns>What was decided then, and what each rule says now; null if there is no such message, no rules were tried on it, or they are known no more.</returns>
    internal (string Decision, IReadOnlyList<RuleVerdict> Rules)? TryRules(long sequence)
    {
        var entry = Journal.Snapshot(sequence).FirstOrDefault();
        if (entry?.Sequence != sequence || entry is not { Kind: JournalEntryKind.Received, Opcode: Opcode.Text or Opcode.Binary })
        {
            return null;
        }

        var decision = Journal.Snapshot(sequence + 1).FirstOrDefault(later => later.Kind == JournalEntryKind.Decided && later.Cause == sequence)?.Text;
        var connection = Connections.FirstOrDefault(connection => connection.Id == entry.Connection);
        if (decision is null || (connection?.Request ?? RequestOf(entry.Connection)) is not { } request)
        {
            return null;
        }

        // The decision names the rule as only its own playbook does, so the connection need not be there any more.
        var playbook = _core.Settings.Playbooks.Fitting(request).FirstOrDefault(playbook => playbook.RuleNames.Any(decision.Contains));
        var message = new Message(entry.Opcode.Value, entry.Payload.Span);
        return playbook is null ? null : (decision, playbook.TryRules(message, connection?.State ?? ConnectionState.Empty, _core.Hub.State));
    }

    private UpgradeRequest? RequestOf(int connection) =>
        Journal.FirstOrDefault(entry => entry.Kind == JournalEntryKind.Opened && entry.Connection == connection) is { } opened
            ? new UpgradeRequest(opened.RequestBytes.ToArray())
            : null;
}
