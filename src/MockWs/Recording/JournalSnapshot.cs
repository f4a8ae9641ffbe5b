using System.Collections;
using System.Runtime.InteropServices;

namespace MockWs.Recording;

/// <summary>The entries that stood in the journal at one moment, decoded as they are enumerated. Safe for concurrent use.</summary>
internal sealed class JournalSnapshot(IReadOnlyList<JournalSnapshot.Part> parts, long from) : IEnumerable<JournalEntry>
{
    /// <summary>What a chunk held at that moment.</summary>
    public readonly record struct Part(long FirstSequence, ReadOnlyMemory<byte> Bytes, IReadOnlyDictionary<int, ClientOrigin> Origins);

    public IEnumerator<JournalEntry> GetEnumerator()
    {
        foreach (var part in parts)
        {
            var sequence = part.FirstSequence;
            for (var offset = 0; offset < part.Bytes.Length; sequence++)
            {
                var header = MemoryMarshal.Read<EntryHeader>(part.Bytes.Span[offset..]);
                if (sequence >= from)
                {
                    yield return Decode(part, header, sequence, offset);
                }

                offset += header.SizeInChunk;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static JournalEntry Decode(in Part part, in EntryHeader header, long sequence, int offset)
    {
        var start = (header.Flags & EntryFlags.SharedPayload) != 0 ? header.Offset : offset + EntryHeader.Size;
        return new JournalEntry(header, sequence, part.Origins.GetValueOrDefault(header.Connection, ClientOrigin.Unknown), part.Bytes.Slice(start, header.Length));
    }
}
