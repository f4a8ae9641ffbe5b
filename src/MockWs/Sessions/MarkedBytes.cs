namespace MockWs.Sessions;

/// <summary>Bytes that wait to be sent, each knowing since when, and marks between them where something is done. Safe for concurrent use.</summary>
internal sealed class MarkedBytes
{
    private readonly Lock _lock = new();
    private readonly Queue<(ReadOnlyMemory<byte> Bytes, long Since)> _queue = new();
    private readonly List<(long Position, Action Act)> _marks = [];
    private long _accepted;
    private long _taken;
    private int _offset;

    /// <summary>How many bytes wait.</summary>
    public long Length
    {
        get
        {
            lock (_lock)
            {
                return _accepted - _taken;
            }
        }
    }

    /// <summary>Whether something is to be done before any more bytes come.</summary>
    public bool HasDueMark
    {
        get
        {
            lock (_lock)
            {
                return _marks.Count > 0 && _marks[0].Position <= _accepted;
            }
        }
    }

    /// <summary>Adds bytes, which must not change any more.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="since">When they were written, as a timestamp.</param>
    public void Add(ReadOnlyMemory<byte> bytes, long since)
    {
        lock (_lock)
        {
            _queue.Enqueue((bytes, since));
            _accepted += bytes.Length;
        }
    }

    /// <summary>Does something once so many more bytes than were added up to now have been taken; after what is done there already.</summary>
    public void Mark(long after, Action act)
    {
        lock (_lock)
        {
            var position = _accepted + after;
            var at = _marks.FindIndex(mark => mark.Position > position);
            _marks.Insert(at < 0 ? _marks.Count : at, (position, act));
        }
    }

    /// <summary>What is to be done before more bytes are taken; null for nothing.</summary>
    public Action? TakeMark()
    {
        lock (_lock)
        {
            if (_marks.Count == 0 || _marks[0].Position > _taken)
            {
                return null;
            }

            var act = _marks[0].Act;
            _marks.RemoveAt(0);
            return act;
        }
    }

    /// <summary>The next bytes in one piece, up to the next mark; empty if there are none.</summary>
    public (ReadOnlyMemory<byte> Bytes, long Since) Peek()
    {
        lock (_lock)
        {
            if (!_queue.TryPeek(out var next))
            {
                return default;
            }

            var rest = next.Bytes[_offset..];
            return (_marks.Count > 0 ? rest[..(int)Math.Min(rest.Length, _marks[0].Position - _taken)] : rest, next.Since);
        }
    }

    /// <summary>Takes the first bytes of what <see cref="Peek"/> gave.</summary>
    public void Take(int count)
    {
        lock (_lock)
        {
            _taken += count;
            _offset += count;
            if (_offset == _queue.Peek().Bytes.Length)
            {
                _queue.Dequeue();
                _offset = 0;
            }
        }
    }
}
