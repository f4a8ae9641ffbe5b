using System.Runtime.CompilerServices;

namespace MockWs.Wire.Deflate;

/// <summary>
/// A canonical Huffman code (RFC 1951 3.2.2): short codes, which are nearly all that occur, are found by one look into a table,
/// longer ones bit by bit.
/// </summary>
internal sealed class HuffmanCode
{
    private const int MaxLength = 15;

    private readonly int _tableBits;
    private readonly ushort[] _table;
    private readonly ushort[] _symbols;
    private readonly ushort[] _countOfLength = new ushort[MaxLength + 1];

    /// <param name="symbols">The most symbols that the code will have.</param>
    /// <param name="tableBits">Codes up to this length are found in the table, which has 2 to its power entries.</param>
    public HuffmanCode(int symbols, int tableBits)
    {
        _tableBits = tableBits;
        _table = new ushort[1 << tableBits];
        _symbols = new ushort[symbols];
    }

    /// <summary>The literals and lengths of a block with fixed codes (RFC 1951 3.2.6).</summary>
    public static HuffmanCode FixedLiterals { get; } = Fixed(
    [
        .. Enumerable.Repeat<byte>(8, 144), .. Enumerable.Repeat<byte>(9, 112), .. Enumerable.Repeat<byte>(7, 24),
        .. Enumerable.Repeat<byte>(8, 8),
    ]);

    /// <summary>The distances of a block with fixed codes (RFC 1951 3.2.6).</summary>
    public static HuffmanCode FixedDistances { get; } = Fixed([.. Enumerable.Repeat<byte>(5, 32)]);

    private static HuffmanCode Fixed(byte[] lengths)
    {
        var code = new HuffmanCode(lengths.Length, tableBits: 9);
        code.TryBuild(lengths, maySpareBits: false);
        return code;
    }

    /// <summary>Makes this the code whose symbols have these lengths in bits; 0 is a symbol that does not occur.</summary>
    /// <param name="lengths">The length of each symbol's code, in the order of the symbols.</param>
    /// <param name="maySpareBits">
    /// Whether a code of no symbol, or of one symbol with one bit, is one as well: "If only one distance code is used, it is encoded using
    /// one bit, not zero bits" (RFC 1951 3.2.7).
    /// </param>
    /// <returns>False when no code has these lengths, or when bits are left that no symbol has.</returns>
    public bool TryBuild(ReadOnlySpan<byte> lengths, bool maySpareBits)
    {
        Array.Clear(_countOfLength);
        foreach (var length in lengths) _countOfLength[length]++;
        _countOfLength[0] = 0;

        Span<int> nextCode = stackalloc int[MaxLength + 1];
        Span<int> nextIndex = stackalloc int[MaxLength + 1];
        var free = 1;
        var longest = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            nextCode[length] = (nextCode[length - 1] + _countOfLength[length - 1]) << 1;
            nextIndex[length] = nextIndex[length - 1] + _countOfLength[length - 1];
            free = (free << 1) - _countOfLength[length];
            if (free < 0) return false;
            if (_countOfLength[length] > 0) longest = length;
        }

        if (free > 0 && !(maySpareBits && longest <= 1)) return false;

        Array.Clear(_table);
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0) continue;
            _symbols[nextIndex[length]++] = (ushort)symbol;
            var code = nextCode[length]++;
            if (length <= _tableBits) Enter(Reversed(code, length), length, symbol);
        }

        return true;
    }

    /// <summary>Finds the code that the bits begin with.</summary>
    /// <param name="bits">The next bits of the stream, the first one lowest; zeros may stand for bits that have not come yet.</param>
    /// <returns>The symbol times 16 plus the length of its code, or 0 when no code begins so.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong bits)
    {
        var table = _table;
        int entry = table[(int)bits & (table.Length - 1)];
        return entry != 0 ? entry : FindBitByBit(bits);
    }

    private int FindBitByBit(ulong bits)
    {
        var code = 0;
        var firstCode = 0;
        var firstIndex = 0;
        for (var length = 1; length <= MaxLength; length++)
        {
            code = (code << 1) | (int)(bits & 1);
            bits >>= 1;
            firstCode <<= 1;
            int count = _countOfLength[length];
            if (code < firstCode + count) return (_symbols[firstIndex + code - firstCode] << 4) | length;
            firstCode += count;
            firstIndex += count;
        }

        return 0;
    }

    private void Enter(int reversedCode, int length, int symbol)
    {
        // Whatever follows the code in the stream, the look must find it.
        for (var index = reversedCode; index < _table.Length; index += 1 << length) _table[index] = (ushort)((symbol << 4) | length);
    }

    // "Huffman codes are packed starting with the most-significant bit of the code" (RFC 1951 3.1.1).
    private static int Reversed(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1) reversed = (reversed << 1) | (code & 1);
        return reversed;
    }
}
