using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults in messages that are right each by itself.</summary>
internal static class MessageFaultWords
{
    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        Word<DuplicateFault>("duplicate", "Sends each message twice.", Fault.Duplicate),
        Word<OmitFault>("omit", "Leaves messages out.", Fault.Omit),
        Word<ReorderFault>("reorder", "Lets the next message overtake one.", Fault.Reorder),
        Word<CorruptFault>("corrupt", "Changes a byte or a character of each message.", Fault.Corrupt),
    ];
}
