using System.Text.Unicode;
using MockWs.Wire.Deflate;

namespace MockWs.Wire;

/// <summary>
/// From a client's bytes to whole messages and control frames: <see cref="FrameReader"/>, then <see cref="FrameRules"/>, then inflating,
/// then putting the pieces together. No I/O, no clock. Not safe for concurrent use.
/// </summary>
/// <param name="limit">The longest message, in bytes.</param>
/// <param name="inflater">Where permessage-deflate was agreed.</param>
internal sealed class MessageAssembler(int limit, MessageInflater? inflater = null) : IDisposable
{
    private readonly PooledBuffer _message = new();
    private readonly PooledBuffer _control = new();
    private FrameReader _reader;
    private FrameHeader _frame;
    private bool _inFrame;
    private bool _ended;

    // The message under way: its opcode (null between messages), frames and bytes so far as on the wire, and how far its text is checked.
    private Opcode? _opcode;
    private bool _compressed;
    private int _frames;
    private long _received;
    private int _valid;

    /// <summary>Whether a close frame or a violation has ended the reading; what follows is not looked at.</summary>
    public bool HasEnded => _ended;

    /// <summary>Reads until something is whole; false if the input is used up first. Unmasks <paramref name="input"/> where it lies.</summary>
    public bool TryRead(ref Span<byte> input, out WireEvent read)
    {
        if (!_inFrame && _opcode is null && !_reader.IsInHeader)
        {
            // The message before, if it came in pieces, has been looked at.
            _message.Release();
            if (TryReadWholeMessage(ref input, out read))
            {
                return true;
            }
        }

        return TryReadInPieces(ref input, out read);
    }

    public void Dispose()
    {
        _message.Release();
        _control.Release();
        inflater?.Dispose();
    }

    /// <summary>The common case: an uncompressed message of one frame, all of it in the input. Nothing is copied.</summary>
    private bool TryReadWholeMessage(ref Span<byte> input, out WireEvent read)
    {
        read = default;
        if (input.Length < 6 || _ended || input[0] is not (0x81 or 0x82) || (input[1] & 0x80) == 0)
        {
            return false;
        }

        var size = FrameHeader.SizeFrom(input[1]);
        if (input.Length < size || FrameHeader.Parse(input) is var header && (ulong)header.PayloadLength > (ulong)(input.Length - size))
        {
            return false;
        }

        if (header.HasLongLength || header.PayloadLength > limit)
        {
            return false;
        }

        var payload = input.Slice(size, (int)header.PayloadLength);
        Masking.Apply(payload, payload, header.MaskingKey);
        input = input[(size + payload.Length)..];
        read = header.Opcode == Opcode.Text && !Utf8.IsValid(payload) ? Fail(BadText(payload)) : new WireEvent(header.Opcode, payload);
        return true;
    }

    private bool TryReadInPieces(ref Span<byte> input, out WireEvent read)
    {
        while (!_ended)
        {
            if (!_inFrame)
            {
                if (!_reader.TryReadHeader(ref input, out _frame))
                {
                    read = default;
                    return false;
                }

                if (FrameRules.CheckHeader(_frame, _opcode, _received, LimitOf(_frame), inflater is not null) is { } violation)
                {
                    read = Fail(violation);
                    return true;
                }

                BeginFrame();
            }

            if (_frame.IsControl ? ReadControl(ref input, out read) : ReadData(ref input, out read))
            {
                return true;
            }

            if (_inFrame)
            {
                return false;
            }
        }

        input = default;
        read = default;
        return false;
    }

    /// <summary>Incompressible bytes grow a little when they are compressed all the same; the inflater holds their real limit.</summary>
    private long LimitOf(in FrameHeader header) =>
        (_opcode is null ? IsCompressed(header) : _compressed) ? limit + (limit / 64L) + 1024 : limit;

    private bool IsCompressed(in FrameHeader header) => inflater is not null && (header.Rsv & FrameHeader.Rsv1) != 0;

    private void BeginFrame()
    {
        _inFrame = true;
        if (_frame.IsControl)
        {
            _control.Release();
            return;
        }

        if (_opcode is null)
        {
            _opcode = _frame.Opcode;
            _compressed = IsCompressed(_frame);
            _frames = 0;
            _received = 0;
            _valid = 0;
        }

        _frames++;
        _received += _frame.PayloadLength;
    }

    private bool ReadControl(ref Span<byte> input, out WireEvent read)
    {
        read = default;
        _reader.ReadPayload(ref input, _control);
        if (_reader.Remaining > 0)
        {
            return false;
        }

        _inFrame = false;
        if (_frame.Opcode == Opcode.Close)
        {
            _ended = true;
            if (FrameRules.CheckClose(_control.Written) is { } violation)
            {
                read = Fail(violation);
                return true;
            }
        }

        read = new WireEvent(_frame.Opcode, _control.Written);
        return true;
    }

    private bool ReadData(ref Span<byte> input, out WireEvent read)
    {
        if ((_compressed ? Inflate(ref input) : Append(ref input)) is { } violation)
        {
            read = Fail(violation);
            return true;
        }

        if (_reader.Remaining > 0)
        {
            read = default;
            return false;
        }

        _inFrame = false;
        return EndFrame(out read);
    }

    private Violation? Append(ref Span<byte> input)
    {
        _reader.ReadPayload(ref input, _message);
        return CheckText();
    }

    private Violation? Inflate(ref Span<byte> input)
    {
        var piece = _reader.ReadPayload(ref input);
        return Judge(inflater!.Append(piece, _message)) ?? CheckText();
    }

    private bool EndFrame(out WireEvent read)
    {
        if (!_frame.Fin)
        {
            read = default;
            return false;
        }

        var violation = _compressed ? Judge(inflater!.Complete(_message)) ?? CheckText() : null;
        if (violation is null && _opcode == Opcode.Text && _valid < _message.Length)
        {
            violation = FrameRules.BadUtf8(_valid);
        }

        read = violation is not null ? Fail(violation) : new WireEvent(_opcode!.Value, _message.Written, _frames, _compressed);
        _opcode = null;
        _received = 0;
        return true;
    }

    private Violation? CheckText() =>
        _opcode == Opcode.Text && !Utf8Progress.Advance(_message.Written, ref _valid) ? FrameRules.BadUtf8(_valid) : null;

    private Violation? Judge(InflateResult result) => result switch
    {
        InflateResult.Ok => null,
        InflateResult.TooBig => FrameRules.TooBig(limit, limit, "inflates to more than"),
        _ => FrameRules.BadDeflate(inflater!.Error),
    };

    private static Violation BadText(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        Utf8Progress.Advance(text, ref valid);
        return FrameRules.BadUtf8(valid);
    }

    private WireEvent Fail(Violation violation)
    {
        _ended = true;
        _inFrame = false;
        return new WireEvent(violation);
    }
}
