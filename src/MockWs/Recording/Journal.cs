using System.Collections;

namespace MockWs.Recording;

/// <summary>
/// Everything that happened, in causal order: what was received stands before what was sent because of it. Enumerating reads a snapshot:
/// it shows what there was when it began and never holds up the server. All members may be called concurrently.
/// </summary>
public sealed partial class Journal : IEnumerable<JournalEntry>
{
    private const int SmallestChunk = 4 * 1024;
    private const int LargestChunk = 1024 * 1024;

    /// <summary>What a killed process loses of its spill file.</summary>
    private static readonly TimeSpan SpillInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _limit;
    private readonly SpillFile? _spill;
    private readonly ITimer? _spilling;
    private readonly List<JournalChunk> _chunks = [];
    private JournalChunk? _last;
    private TaskCompletionSource? _appended;
    private long _size;
    private long _dropped;
    private long _cleared;
    private long _next = 1;

    /// <param name="time">The clock of the entries.</param>
    /// <param name="limit">How many bytes are held.</param>
    /// <param name="spillFile">Gets each entry within a second; null for no file.</param>
    /// <param name="spillTime">The clock of that second; null for the system's, which goes on where that of the entries is moved by hand.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal Journal(TimeProvider time, long limit, string? spillFile = null, TimeProvider? spillTime = null)
    {
        _time = time;
        _limit = limit;
        _spill = spillFile is null ? null : new SpillFile(spillFile);
        _spilling = _spill is null ? null : (spillTime ?? TimeProvider.System).CreateTimer(_ => Spill(), null, SpillInterval, SpillInterval);
    }

    /// <summary>How many entries can be read now.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _next - 1 - _dropped - _cleared;
            }
        }
    }

    /// <summary>How many entries the size limit has pushed out, the oldest first. A spill file has them still.</summary>
    public long Dropped
    {
        get
        {
            lock (_lock)
            {
                return _dropped;
            }
        }
    }

    /// <summary>How much has been recorded of each kind.</summary>
    internal JournalTotals Totals { get; } = new();

    /// <summary>Why the spill file stopped growing, such as a full disk; null while all is well, and without a spill file.</summary>
    public string? SpillFailure
    {
        get
        {
            lock (_lock)
            {
                return _spill?.Failure;
            }
        }
    }

    /// <summary>Reads a spill file, entry by entry, as it is enumerated.</summary>
    /// <param name="path">The file that a server has written.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a spill file, or its end is missing; thrown after the entries that are whole.</exception>
    public static IEnumerable<JournalEntry> ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        foreach (var entry in SpillFile.Read(file))
        {
            yield return entry;
        }
    }

    /// <summary>Forgets all entries. Sequence numbers go on from where they were; a spill file keeps what it has.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _spill?.Write(_last);
            _chunks.ForEach(chunk => chunk.Release());
            _chunks.Clear();
            _last = null;
            _size = 0;
            _cleared = _next - 1 - _dropped;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<JournalEntry> GetEnumerator() => Snapshot().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The entries of this moment, from a sequence on.</summary>
    internal JournalSnapshot Snapshot(long from = 1)
    {
        lock (_lock)
        {
            var parts = new List<JournalSnapshot.Part>(_chunks.Count);
            foreach (var chunk in _chunks)
            {
                if (chunk.FirstSequence + chunk.Count > from)
                {
                    chunk.MarkRead();
                    parts.Add(new JournalSnapshot.Part(chunk.FirstSequence, chunk.Bytes, chunk.Origins));
                }
            }

            return new JournalSnapshot(parts, from);
        }
    }

    /// <summary>The time for entries made now, in ticks of UTC.</summary>
    internal long Now() => _time.GetUtcNow().UtcTicks;

    /// <summary>Writes what the spill file does not have yet, and closes it.</summary>
    internal void CloseSpillFile()
    {
        _spilling?.Dispose();
        lock (_lock)
        {
            _spill?.Write(_last);
            _spill?.Dispose();
        }
    }

    /// <summary>Adds an entry, and returns its sequence.</summary>
    internal long Append(ConnectionRecorder connection, in EntryHeader header, long cause, ReadOnlySpan<byte> payload)
    {
        TaskCompletionSource? waiting;
        long sequence;
        lock (_lock)
        {
            sequence = _next++;
            Totals.Add(header, payload.Length);
            var chunk = ChunkFor(connection, EntryHeader.Size + payload.Length);
            chunk.Append(header with { Cause = Distance(sequence, cause) }, payload);
            if (header.Kind == JournalEntryKind.Received)
            {
                connection.ReceivedChunk = chunk.FirstSequence;
                connection.ReceivedOffset = chunk.Length - payload.Length;
            }

            (waiting, _appended) = (_appended, null);
        }

        waiting?.SetResult();
        return sequence;
    }

    /// <summary>Adds two entries at once: what was received, and its echo, which has the same payload.</summary>
    internal void AppendExchange(ConnectionRecorder connection, in EntryHeader received, in EntryHeader sent, ReadOnlySpan<byte> payload)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            _next++;
            Totals.Add(received, payload.Length);
            Totals.Add(sent, payload.Length);
            var chunk = ChunkFor(connection, (2 * EntryHeader.Size) + payload.Length);
            chunk.Append(received, payload);
            chunk.Append(sent with { Flags = sent.Flags | EntryFlags.SharedPayload, Offset = chunk.Length - payload.Length, Cause = 1 }, []);
            _next++;
            (waiting, _appended) = (_appended, null);
        }

        waiting?.SetResult();
    }

    /// <summary>Adds an entry with the payload of the message that the connection received last, which is stored once where both stand in one chunk.</summary>
    internal long AppendEcho(ConnectionRecorder connection, in EntryHeader header, long cause, ReadOnlySpan<byte> payload)
    {
        TaskCompletionSource? waiting;
        long sequence;
        lock (_lock)
        {
            sequence = _next++;
            Totals.Add(header, payload.Length);
            var caused = header with { Cause = Distance(sequence, cause) };
            if (_last is not null && _last.FirstSequence == connection.ReceivedChunk && _last.HasRoomFor(EntryHeader.Size))
            {
                var flags = header.Flags | EntryFlags.SharedPayload;
                _last.Append(caused with { Flags = flags, Offset = connection.ReceivedOffset }, []);
            }
            else
            {
                // The payload stands in a chunk that may go before the one to come.
                ChunkFor(connection, EntryHeader.Size + payload.Length).Append(caused, payload);
            }

            (waiting, _appended) = (_appended, null);
        }

        waiting?.SetResult();
        return sequence;
    }

    private void Spill()
    {
        lock (_lock)
        {
            _spill!.Write(_last);
        }
    }

    private static int Distance(long sequence, long cause) => cause > 0 && sequence - cause <= int.MaxValue ? (int)(sequence - cause) : 0;

    private JournalChunk ChunkFor(ConnectionRecorder connection, int size)
    {
        var chunk = _last is not null && _last.HasRoomFor(size) ? _last : AddChunk(size);
        if (connection.Chunk != chunk.FirstSequence)
        {
            connection.Chunk = chunk.FirstSequence;
            chunk.Origins[connection.Id] = connection.Origin;
        }

        return chunk;
    }

    private JournalChunk AddChunk(int size)
    {
        _spill?.Write(_last);
        var next = Math.Clamp((int)Math.Min(_size, LargestChunk), SmallestChunk, LargestChunk);
        _last = new JournalChunk(Math.Max(next, size), _next - 1);
        _chunks.Add(_last);
        _size += _last.Size;
        DropOldest();
        return _last;
    }

    private void DropOldest()
    {
        var dropped = 0;
        while (_size > _limit && dropped < _chunks.Count - 1)
        {
            var oldest = _chunks[dropped++];
            _size -= oldest.Size;
            _dropped += oldest.Count;
            oldest.Release();
        }

        _chunks.RemoveRange(0, dropped);
    }
}
