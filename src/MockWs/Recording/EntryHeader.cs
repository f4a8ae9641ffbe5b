using System.Runtime.InteropServices;
using MockWs.Wire;

namespace MockWs.Recording;

/// <summary>What stands before each payload in a chunk: 32 bytes. The sequence is not stored, it follows from the order.</summary>
/// <param name="Length">The payload's length in bytes.</param>
/// <param name="Kind">What the entry says.</param>
/// <param name="Opcode">Of a message or control frame.</param>
/// <param name="Flags">See <see cref="EntryFlags"/>.</param>
/// <param name="Connection">The connection's number.</param>
/// <param name="Detail">Frames of a message; close code; HTTP status: as the kind has it.</param>
/// <param name="Ticks">The time in ticks of UTC.</param>
/// <param name="Cause">How many entries before this one its cause stands; 0 without one.</param>
/// <param name="Offset">Where the payload stands in the chunk, if it is another entry's; else a length that splits it in two parts.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct EntryHeader(
    int Length,
    JournalEntryKind Kind,
    Opcode Opcode,
    EntryFlags Flags,
    int Connection,
    int Detail,
    long Ticks,
    int Cause,
    int Offset)
{
    public const int Size = 32;

    /// <summary>How many bytes of the chunk the entry takes.</summary>
    public int SizeInChunk => (Flags & EntryFlags.SharedPayload) != 0 ? Size : Size + Length;
}

/// <summary>What an entry's header says by a single bit.</summary>
[Flags]
internal enum EntryFlags : ushort
{
    None = 0,

    /// <summary>The payload stands with an earlier entry of the same chunk: an echo is kept once.</summary>
    SharedPayload = 1,

    /// <summary>The message was compressed on the wire.</summary>
    Compressed = 2,

    /// <summary>The client began the close.</summary>
    ByClient = 4,

    /// <summary>No rule answers the message that this entry is about.</summary>
    Unmatched = 8,
}
