using System.Buffers;
using System.Runtime.CompilerServices;

namespace MockWs.Wire.Deflate;

/// <summary>The last 32 KiB of inflated bytes, which later ones refer back to, on their way out and within the limit.</summary>
internal sealed class SlidingWindow
{
    private const int Size = 32 * 1024;

    private readonly byte[] _bytes = new byte[Size];
    private int _position;
    private int _written;
    private bool _isFull;

    /// <summary>How many bytes the message may still inflate to. Bytes that still wait in the window are not yet counted.</summary>
    public long Room { get; set; }

    /// <summary>Forgets all bytes: nothing can be referred back to.</summary>
    public void Clear()
    {
        _position = _written = 0;
        _isFull = false;
    }

    /// <summary>Whether the window reaches back this far.</summary>
    public bool Reaches(int distance) => distance <= _position || _isFull;

    /// <summary>Adds a byte.</summary>
    /// <returns>False when the message is now too big.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(byte value, IBufferWriter<byte> output)
    {
        _bytes[_position++] = value;
        return _position < Size || TryWrite(output);
    }

    /// <summary>Adds the bytes that stand some distance back; they may be those that are just being added.</summary>
    /// <returns>False when the message is now too big.</returns>
    public bool Repeat(int distance, int length, IBufferWriter<byte> output)
    {
        while (length > 0)
        {
            var from = (_position - distance) & (Size - 1);
            var part = Math.Min(length, Size - Math.Max(from, _position));
            Copy(from, distance, part);
            _position += part;
            length -= part;
            if (_position == Size && !TryWrite(output)) return false;
        }

        return true;
    }

    private void Copy(int from, int distance, int length)
    {
        var destination = _bytes.AsSpan(_position, length);
        while (!destination.IsEmpty)
        {
            // Beyond the distance the bytes repeat themselves, so each round can copy what the rounds before it made.
            var part = Math.Min(distance, destination.Length);
            _bytes.AsSpan(from, part).CopyTo(destination);
            destination = destination[part..];
            distance += part;
        }
    }

    /// <summary>Adds bytes as they stand in the input, at most <paramref name="length"/>.</summary>
    /// <returns>False when the message is now too big.</returns>
    public bool AddFrom(ref BitReader bits, ref int length, IBufferWriter<byte> output)
    {
        while (true)
        {
            var taken = bits.TakeBytes(_bytes.AsSpan(_position, Math.Min(length, Size - _position)));
            if (taken == 0) return true;
            _position += taken;
            length -= taken;
            if (_position == Size && !TryWrite(output)) return false;
        }
    }

    /// <summary>Writes what is new in the window to the output.</summary>
    /// <returns>False, and nothing is written, when the message would be too big.</returns>
    public bool TryWrite(IBufferWriter<byte> output)
    {
        var waiting = _bytes.AsSpan(_written.._position);
        if (waiting.Length > Room) return false;

        output.Write(waiting);
        Room -= waiting.Length;
        _isFull |= _position == Size;
        _written = _position &= Size - 1;
        return true;
    }
}
