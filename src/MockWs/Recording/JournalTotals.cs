using MockWs.Wire;

namespace MockWs.Recording;

/// <summary>
/// How much has been recorded of each kind since the server began, whatever was dropped or cleared. Written under the journal's lock; read at
/// any time, when each number by itself is right.
/// </summary>
internal sealed class JournalTotals
{
    private const int Opcodes = 16;

    private const int Kinds = (int)JournalEntryKind.Fault + 1;

    private readonly long[] _counts = new long[Opcodes * Kinds];
    private readonly long[] _bytes = new long[Opcodes * Kinds];
    private long _unmatched;

    /// <summary>Messages that no rule has answered.</summary>
    public long Unmatched => Interlocked.Read(ref _unmatched);

    /// <summary>How many entries of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="opcode">The opcode of what was received or sent; 0 of other kinds.</param>
    public long Count(JournalEntryKind kind, Opcode opcode = 0) => Interlocked.Read(ref _counts[IndexOf(kind, opcode)]);

    /// <summary>How many bytes of payload, before any compression.</summary>
    /// <param name="kind">Received or sent.</param>
    /// <param name="opcode">The opcode.</param>
    public long Bytes(JournalEntryKind kind, Opcode opcode) => Interlocked.Read(ref _bytes[IndexOf(kind, opcode)]);

    public void Add(in EntryHeader header, int length)
    {
        var index = IndexOf(header.Kind, header.Opcode);
        _counts[index]++;
        _bytes[index] += length;
        if ((header.Flags & EntryFlags.Unmatched) != 0)
        {
            _unmatched++;
        }
    }

    private static int IndexOf(JournalEntryKind kind, Opcode opcode) => ((int)kind * Opcodes) + ((int)opcode & (Opcodes - 1));
}
