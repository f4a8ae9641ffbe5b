namespace MockWs.Wire.Deflate;

/// <summary>
/// Reads the head of a block with codes of its own (RFC 1951 3.2.7), which may come in pieces: the code lengths, themselves Huffman coded.
/// </summary>
internal sealed class CodeLengthReader
{
    private const int CodeLengthSymbols = 19;
    private const int MaxLiterals = 286;
    private const int MaxDistances = 30;
    private const int Repeat = 16;

    private readonly HuffmanCode _code = new(CodeLengthSymbols, tableBits: 7);
    private readonly byte[] _codeLengths = new byte[CodeLengthSymbols];
    private readonly byte[] _lengths = new byte[MaxLiterals + MaxDistances];
    private int _literals;
    private int _distances;
    private int _codeLengthCount;
    private int _read;
    private Part _part;

    private enum Part
    {
        Counts,
        CodeLengths,
        Lengths,
    }

    // RFC 1951 3.2.7: the order in which the lengths of the code length code are sent.
    private static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Once all is read: the lengths of the codes for literals and lengths.</summary>
    public ReadOnlySpan<byte> Literals => _lengths.AsSpan(0, _literals);

    /// <summary>Once all is read: the lengths of the codes for distances.</summary>
    public ReadOnlySpan<byte> Distances => _lengths.AsSpan(_literals, _distances);

    /// <summary>Makes ready for the next block.</summary>
    public void Begin() => _part = Part.Counts;

    /// <summary>Reads on.</summary>
    /// <returns>True when all is read; false when the input ended before, or, with an error, when it is no such head.</returns>
    public bool Read(ref BitReader bits, out string? error)
    {
        error = null;
        if (_part == Part.Counts && !ReadCounts(ref bits, ref error)) return false;
        if (_part == Part.CodeLengths && !ReadCodeLengths(ref bits, ref error)) return false;

        while (_read < _literals + _distances)
        {
            if (!ReadLengths(ref bits, ref error)) return false;
        }

        return true;
    }

    private bool ReadCounts(ref BitReader bits, ref string? error)
    {
        if (!bits.TryTake(5 + 5 + 4, out var counts)) return false;

        _literals = (int)(counts & 31) + 257;
        _distances = (int)((counts >> 5) & 31) + 1;
        _codeLengthCount = (int)(counts >> 10) + 4;
        if (_literals > MaxLiterals || _distances > MaxDistances)
        {
            error = "a block has more codes than there are symbols (RFC 1951 3.2.7)";
            return false;
        }

        Array.Clear(_codeLengths);
        _read = 0;
        _part = Part.CodeLengths;
        return true;
    }

    private bool ReadCodeLengths(ref BitReader bits, ref string? error)
    {
        for (; _read < _codeLengthCount; _read++)
        {
            if (!bits.TryTake(3, out var length)) return false;
            _codeLengths[Order[_read]] = (byte)length;
        }

        if (!_code.TryBuild(_codeLengths, maySpareBits: false))
        {
            error = "the code lengths of a block's code length code are those of no Huffman code (RFC 1951 3.2.2)";
            return false;
        }

        _read = 0;
        _part = Part.Lengths;
        return true;
    }

    // One symbol: a length, or a run of the previous length or of zeros.
    private bool ReadLengths(ref BitReader bits, ref string? error)
    {
        bits.Refill();
        var found = _code.Find(bits.Bits);
        var used = found & 15;
        var symbol = found >> 4;
        var (fewest, more) = symbol switch { Repeat => (3, 2), 17 => (3, 3), 18 => (11, 7), _ => (1, 0) };
        if (used + more > bits.Count) return false;

        var run = fewest + ((int)(bits.Bits >> used) & ((1 << more) - 1));
        if (_read + run > _literals + _distances || (symbol == Repeat && _read == 0))
        {
            error = "a run of code lengths has nothing to repeat or too much (RFC 1951 3.2.7)";
            return false;
        }

        var length = symbol switch { < Repeat => (byte)symbol, Repeat => _lengths[_read - 1], _ => (byte)0 };
        _lengths.AsSpan(_read, run).Fill(length);
        _read += run;
        bits.Drop(used + more);
        return true;
    }
}
