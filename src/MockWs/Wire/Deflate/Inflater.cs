using System.Buffers;
using Microsoft.Extensions.ObjectPool;

namespace MockWs.Wire.Deflate;

/// <summary>
/// Decodes a DEFLATE stream (RFC 1951) that comes in pieces, and tells where it stands in it. The codec of the runtime does not: it drops
/// what follows a final block, which RFC 7692 lets a client send in the middle of a message, and it cannot be emptied and used again.
/// </summary>
internal sealed class Inflater : IResettable
{
    private const int MaxLiterals = 286;
    private const int MaxDistances = 30;
    private const int EndOfBlock = 256;

    // RFC 1951 3.2.5: the lengths from symbol 257 on, the distances from symbol 0 on, and how many bits are to be added to each.
    private static ReadOnlySpan<ushort> Lengths =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthBits =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static ReadOnlySpan<ushort> Distances =>
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289,
        16385, 24577,
    ];

    private static ReadOnlySpan<byte> DistanceBits =>
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    private readonly SlidingWindow _window = new();
    private readonly CodeLengthReader _codeLengths = new();
    private readonly HuffmanCode _ownLiterals = new(MaxLiterals, tableBits: 10);
    private readonly HuffmanCode _ownDistances = new(MaxDistances, tableBits: 9);
    private HuffmanCode _literals = HuffmanCode.FixedLiterals;
    private HuffmanCode _distances = HuffmanCode.FixedDistances;
    private State _state;
    private bool _isFinalBlock;
    private int _storedLength;
    private ulong _bits;
    private int _bitCount;

    private enum State
    {
        BlockHeader,
        StoredLength,
        StoredBytes,
        CodeLengths,
        Symbols,
    }

    private enum Step
    {
        Done,
        NeedsInput,
        TooBig,
        Invalid,
    }

    /// <summary>Whether the stream stands before a block, on a byte boundary.</summary>
    public bool IsBetweenBlocks => _state == State.BlockHeader && _bitCount == 0;

    /// <summary>After <see cref="InflateResult.Invalid"/>: what is wrong with the data, and the section of RFC 1951 that says so.</summary>
    public string? Error { get; private set; }

    /// <summary>Sets how many bytes may come out from here on.</summary>
    public void Allow(long bytes) => _window.Room = bytes;

    /// <summary>Forgets everything, as if new.</summary>
    public bool TryReset()
    {
        _window.Clear();
        _state = State.BlockHeader;
        _bits = 0;
        _bitCount = 0;
        Error = null;
        return true;
    }

    /// <summary>Decodes a piece of the stream. After any other result than <see cref="InflateResult.Ok"/> only a reset helps.</summary>
    public InflateResult Inflate(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        var bits = new BitReader(_bits, _bitCount, input);
        Step step;
        do
        {
            step = _state switch
            {
                State.BlockHeader => ReadBlockHeader(ref bits),
                State.StoredLength => ReadStoredLength(ref bits),
                State.StoredBytes => CopyStoredBytes(ref bits, output),
                State.CodeLengths => ReadCodeLengths(ref bits),
                _ => DecodeSymbols(ref bits, output),
            };
        }
        while (step == Step.Done);

        _bits = bits.Bits;
        _bitCount = bits.Count;
        return step switch
        {
            Step.Invalid => InflateResult.Invalid,
            Step.NeedsInput when _window.TryWrite(output) => InflateResult.Ok,
            _ => InflateResult.TooBig,
        };
    }

    // RFC 1951 3.2.3: BFINAL in the first bit, BTYPE in the next two.
    private Step ReadBlockHeader(ref BitReader bits)
    {
        if (!bits.TryTake(3, out var header)) return Step.NeedsInput;

        _isFinalBlock = (header & 1) == 1;
        switch (header >> 1)
        {
            case 0:
                bits.DropToByteBoundary();
                _state = State.StoredLength;
                return Step.Done;
            case 1:
                (_literals, _distances) = (HuffmanCode.FixedLiterals, HuffmanCode.FixedDistances);
                _state = State.Symbols;
                return Step.Done;
            case 2:
                _codeLengths.Begin();
                _state = State.CodeLengths;
                return Step.Done;
            default:
                return Invalid("a block has the reserved type 3 (RFC 1951 3.2.3)");
        }
    }

    // RFC 1951 3.2.4: LEN, then NLEN, "the one's complement of LEN".
    private Step ReadStoredLength(ref BitReader bits)
    {
        if (!bits.TryTake(32, out var lengths)) return Step.NeedsInput;
        if ((lengths & 0xFFFF) != (~lengths >> 16)) return Invalid("a stored length does not match its complement (RFC 1951 3.2.4)");

        _storedLength = (int)(lengths & 0xFFFF);
        _state = State.StoredBytes;
        return Step.Done;
    }

    private Step CopyStoredBytes(ref BitReader bits, IBufferWriter<byte> output)
    {
        if (!_window.AddFrom(ref bits, ref _storedLength, output)) return Step.TooBig;
        return _storedLength == 0 ? EndBlock(ref bits) : Step.NeedsInput;
    }

    private Step ReadCodeLengths(ref BitReader bits)
    {
        if (!_codeLengths.Read(ref bits, out var error)) return error is null ? Step.NeedsInput : Invalid(error);
        if (_codeLengths.Literals[EndOfBlock] == 0) return Invalid("a block has no code for its end (RFC 1951 3.2.7)");
        if (!_ownLiterals.TryBuild(_codeLengths.Literals, maySpareBits: true)
            || !_ownDistances.TryBuild(_codeLengths.Distances, maySpareBits: true))
        {
            return Invalid("the code lengths of a block are those of no Huffman code (RFC 1951 3.2.2)");
        }

        (_literals, _distances) = (_ownLiterals, _ownDistances);
        _state = State.Symbols;
        return Step.Done;
    }

    private Step DecodeSymbols(ref BitReader bits, IBufferWriter<byte> output)
    {
        while (true)
        {
            // A length and its distance take 48 bits at most (15 + 5 + 15 + 13): they are taken all at once or, while some are yet to
            // come, not at all.
            if (bits.Count < 48) bits.Refill();
            var found = _literals.Find(bits.Bits);
            var used = found & 15;
            if (found == 0 || used > bits.Count) return Missing(found, bits.Count);

            var symbol = found >> 4;
            if (symbol > EndOfBlock)
            {
                var step = RepeatBytes(ref bits, symbol - EndOfBlock - 1, used, output);
                if (step != Step.Done) return step;
                continue;
            }

            bits.Drop(used);
            if (symbol == EndOfBlock) return EndBlock(ref bits);
            if (!_window.Add((byte)symbol, output)) return Step.TooBig;
        }
    }

    private Step RepeatBytes(ref BitReader bits, int lengthIndex, int used, IBufferWriter<byte> output)
    {
        if (lengthIndex >= Lengths.Length) return Invalid("a length has a reserved symbol (RFC 1951 3.2.6)");
        var length = Lengths[lengthIndex] + LowBits(bits.Bits >> used, LengthBits[lengthIndex]);
        used += LengthBits[lengthIndex];

        var found = _distances.Find(bits.Bits >> used);
        if (found == 0 || used + (found & 15) > bits.Count) return Missing(found, bits.Count - used);
        used += found & 15;

        var distanceIndex = found >> 4;
        if (distanceIndex >= Distances.Length) return Invalid("a distance has a reserved symbol (RFC 1951 3.2.6)");
        var distance = Distances[distanceIndex] + LowBits(bits.Bits >> used, DistanceBits[distanceIndex]);
        used += DistanceBits[distanceIndex];
        if (used > bits.Count) return Step.NeedsInput;

        if (!_window.Reaches(distance)) return Invalid("a distance reaches back before the first byte (RFC 1951 3.2.5)");
        bits.Drop(used);
        return _window.Repeat(distance, length, output) ? Step.Done : Step.TooBig;
    }

    // Only a code of at most one symbol leaves bits that stand for nothing, and there the first bit tells.
    private Step Missing(int found, int bitCount) =>
        found != 0 || bitCount <= 0 ? Step.NeedsInput : Invalid("bits are no symbol's code (RFC 1951 3.2.7)");

    // RFC 7692 7.2.1: "When any DEFLATE block with the "BFINAL" bit set to 1 doesn't end at a byte boundary, an endpoint MUST add minimal
    // padding bits of 0 to make it end at a byte boundary. The next DEFLATE block follows the padded data if any."
    private Step EndBlock(ref BitReader bits)
    {
        if (_isFinalBlock) bits.DropToByteBoundary();
        _state = State.BlockHeader;
        return Step.Done;
    }

    private Step Invalid(string error)
    {
        Error = error;
        return Step.Invalid;
    }

    private static int LowBits(ulong bits, int count) => (int)bits & ((1 << count) - 1);
}
