using System.Buffers.Binary;

namespace MockWs.Wire.Deflate;

/// <summary>Reads bits, the lowest of each byte first (RFC 1951 3.1.1), from what one piece left over and then from the next.</summary>
/// <param name="bits">The bits that the earlier piece left over.</param>
/// <param name="count">How many these are.</param>
/// <param name="input">The next piece.</param>
internal ref struct BitReader(ulong bits, int count, ReadOnlySpan<byte> input)
{
    private ReadOnlySpan<byte> _input = input;

    /// <summary>The next bits. Above <see cref="Count"/> they are either zero or the bits that follow in the input.</summary>
    public ulong Bits { get; private set; } = bits;

    /// <summary>How many of <see cref="Bits"/> are there: after <see cref="Refill"/> at least 56, or all that are left.</summary>
    public int Count { get; private set; } = count;

    /// <summary>Takes as many whole bytes from the input as there is room for.</summary>
    public void Refill()
    {
        if (_input.Length >= sizeof(ulong))
        {
            // Bytes that fit in part are read again next time, and then set the same bits to the same values.
            Bits |= BinaryPrimitives.ReadUInt64LittleEndian(_input) << Count;
            var whole = (63 - Count) >> 3;
            _input = _input[whole..];
            Count += whole * 8;
            return;
        }

        while (Count <= 55 && !_input.IsEmpty)
        {
            Bits |= (ulong)_input[0] << Count;
            _input = _input[1..];
            Count += 8;
        }
    }

    /// <summary>Goes past bits that were looked at; <see cref="Count"/> must cover them.</summary>
    public void Drop(int bits)
    {
        Bits >>= bits;
        Count -= bits;
    }

    /// <summary>Goes on to the next byte boundary: the input is taken byte by byte, so the bits left of a byte are the remainder.</summary>
    public void DropToByteBoundary() => Drop(Count & 7);

    /// <summary>Takes a number of up to 32 bits, or nothing when the input ends before it does.</summary>
    public bool TryTake(int bits, out uint value)
    {
        if (Count < bits) Refill();
        value = (uint)(Bits & ((1UL << bits) - 1));
        if (Count < bits) return false;
        Drop(bits);
        return true;
    }

    /// <summary>Takes whole bytes from a byte boundary on.</summary>
    /// <returns>How many there were, at most as many as the destination holds.</returns>
    public int TakeBytes(Span<byte> destination)
    {
        var taken = 0;
        for (; taken < destination.Length && Count > 0; taken++)
        {
            destination[taken] = (byte)Bits;
            Drop(8);
        }

        if (Count > 0) return taken;

        // What Refill read in part would no longer match the input that is copied past it here.
        Bits = 0;
        var rest = Math.Min(destination.Length - taken, _input.Length);
        _input[..rest].CopyTo(destination[taken..]);
        _input = _input[rest..];
        return taken + rest;
    }
}
