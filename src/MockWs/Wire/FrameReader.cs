using System.Runtime.CompilerServices;

namespace MockWs.Wire;

/// <summary>
/// Takes frames apart as their bytes arrive, in pieces of any size: first the head, then the payload, unmasked where it lies.
/// Everything handed in is used up, so the caller keeps nothing back. Judges nothing: that is for <see cref="FrameRules"/>.
/// </summary>
internal struct FrameReader
{
    private const int TrustedAnnouncement = 64 * 1024;

    private HeadBytes _head;
    private int _headLength;
    private long _remaining;
    private long _position;
    private uint _key;

    /// <summary>How many bytes of the current frame's payload are still to come.</summary>
    public readonly long Remaining => _remaining;

    /// <summary>Whether a part of the next frame's head is kept, so that the input does not begin with a frame.</summary>
    public readonly bool IsInHeader => _headLength > 0;

    /// <summary>Reads the next frame's head; false if the input ended before it did.</summary>
    public bool TryReadHeader(ref Span<byte> input, out FrameHeader header)
    {
        if (_headLength == 0 && input.Length >= 2 && FrameHeader.SizeFrom(input[1]) is var size && input.Length >= size)
        {
            header = FrameHeader.Parse(input);
            input = input[size..];
            BeginPayload(header);
            return true;
        }

        return TryReadHeaderInPieces(ref input, out header);
    }

    /// <summary>Reads as much of the payload as is there, unmasked in place.</summary>
    public Span<byte> ReadPayload(ref Span<byte> input)
    {
        var piece = input[..(int)Math.Min(input.Length, _remaining)];
        input = input[piece.Length..];
        if (_key != 0)
        {
            Masking.Apply(piece, piece, _key, _position);
        }

        _position += piece.Length;
        _remaining -= piece.Length;
        return piece;
    }

    /// <summary>Reads as much of the payload as is there, and adds it unmasked to a buffer.</summary>
    public void ReadPayload(ref Span<byte> input, PooledBuffer buffer)
    {
        var piece = input[..(int)Math.Min(input.Length, _remaining)];
        input = input[piece.Length..];

        // Room for what is announced saves copying as the buffer grows, but an announcement alone shall not take memory.
        buffer.Reserve((int)Math.Clamp(_remaining, piece.Length, Math.Max(piece.Length, TrustedAnnouncement)));
        Masking.Apply(piece, buffer.GetSpan(piece.Length), _key, _position);
        buffer.Advance(piece.Length);
        _position += piece.Length;
        _remaining -= piece.Length;
    }

    private bool TryReadHeaderInPieces(ref Span<byte> input, out FrameHeader header)
    {
        while (!input.IsEmpty)
        {
            _head[_headLength++] = input[0];
            input = input[1..];
            if (_headLength >= 2 && _headLength == FrameHeader.SizeFrom(_head[1]))
            {
                header = FrameHeader.Parse(_head);
                _headLength = 0;
                BeginPayload(header);
                return true;
            }
        }

        header = default;
        return false;
    }

    private void BeginPayload(in FrameHeader header)
    {
        _remaining = Math.Max(0, header.PayloadLength);
        _position = 0;
        _key = header.MaskingKey;
    }

    [InlineArray(FrameHeader.MaxSize)]
    private struct HeadBytes
    {
        private byte _first;
    }
}
