using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MockWs.Recording;

/// <summary>A piece of the journal: entries one behind the other, only ever added at the end. Written under the journal's lock.</summary>
internal sealed class JournalChunk(int size, long firstSequence)
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);
    private bool _isRead;

    /// <summary>The sequence of the first entry.</summary>
    public long FirstSequence { get; } = firstSequence;

    /// <summary>How many entries are written.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes the chunk holds in all.</summary>
    public int Size => _bytes.Length;

    /// <summary>The bytes that are written, and stay as they are.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    /// <summary>Where each connection that has an entry here comes from.</summary>
    public ConcurrentDictionary<int, ClientOrigin> Origins { get; } = new(1, 4);

    /// <summary>Whether so many more bytes have room.</summary>
    public bool HasRoomFor(int count) => _bytes.Length - Length >= count;

    /// <summary>Adds an entry; the caller has seen that there is room.</summary>
    public void Append(in EntryHeader header, ReadOnlySpan<byte> payload)
    {
        var target = _bytes.AsSpan(Length);
        MemoryMarshal.Write(target, header);
        payload.CopyTo(target[EntryHeader.Size..]);
        Length += EntryHeader.Size + payload.Length;
        Count++;
    }

    /// <summary>Says that somebody may keep references to the bytes, so that they are never written over.</summary>
    public void MarkRead() => _isRead = true;

    /// <summary>Gives the bytes back to the pool, unless somebody may still read them.</summary>
    public void Release()
    {
        if (!_isRead)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
