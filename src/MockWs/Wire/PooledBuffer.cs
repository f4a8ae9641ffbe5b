using System.Buffers;

namespace MockWs.Wire;

/// <summary>Bytes that grow, in an array borrowed from the shared pool. Not safe for concurrent use.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private byte[] _array = [];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>The written bytes, until the next write or release.</summary>
    public Span<byte> Written => _array.AsSpan(0, Length);

    /// <summary>The written bytes as memory, until the next write or release.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(Length);
    }

    /// <summary>Makes room for at least so many more bytes.</summary>
    public void Reserve(int count)
    {
        var needed = checked(Length + Math.Max(count, 1));
        if (needed <= _array.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(needed, 2L * _array.Length), Array.MaxLength));
        Written.CopyTo(larger);
        Return(_array);
        _array = larger;
    }

    /// <summary>Empties the buffer and gives its array back.</summary>
    public void Release()
    {
        Return(_array);
        _array = [];
        Length = 0;
    }

    private static void Return(byte[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
