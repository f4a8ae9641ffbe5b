using System.Buffers;

namespace MockWs.Wire.Handshake;

/// <summary>What the bytes so far come to.</summary>
internal enum HandshakeProgress
{
    NeedMore,
    Complete,
    Refused,
}

/// <summary>
/// Finds the head of the client's request in bytes that come in any pieces, and takes no byte more. Each byte is looked at once. Whether
/// the head is right is for <see cref="HandshakeRules"/> to say; only what can never become a head is refused here. Not thread-safe.
/// </summary>
internal sealed class HandshakeReader(int headLimit = HandshakeReader.DefaultHeadLimit)
{
    public const int DefaultHeadLimit = 32 * 1024;

    private byte[] _bytes = [];
    private int _length;
    private int _start;
    private int _line;
    private int _scanned;

    /// <summary>The bytes taken so far: what there is to record of a handshake that never became whole.</summary>
    public ReadOnlyMemory<byte> Received => _bytes.AsMemory(0, _length);

    /// <summary>The request, once <see cref="Read"/> said <see cref="HandshakeProgress.Complete"/>.</summary>
    public UpgradeRequest? Request { get; private set; }

    /// <summary>The answer to bytes that are no request, once <see cref="Read"/> said <see cref="HandshakeProgress.Refused"/>.</summary>
    public HandshakeRefusal? Refusal { get; private set; }

    /// <summary>Takes bytes from the input up to the end of the head; frames that follow it stay in the input.</summary>
    public HandshakeProgress Read(ref ReadOnlySequence<byte> input)
    {
        var taken = 0;
        foreach (var segment in input)
        {
            var piece = segment.Span[..Math.Min(segment.Length, headLimit - _length)];
            var before = _length;
            Append(piece);
            if (FindEnd())
            {
                input = input.Slice(taken + _line - before);
                _length = _line;
                Request = new UpgradeRequest(TakeHead());
                return HandshakeProgress.Complete;
            }

            taken += piece.Length;
            Refusal = CheckStart() ?? CheckLimit();
            if (Refusal is not null)
            {
                input = input.Slice(taken);
                return HandshakeProgress.Refused;
            }
        }

        input = input.Slice(input.End);
        return HandshakeProgress.NeedMore;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        // The first piece is nearly always the whole head: an array of its size then is the request's, without another copy.
        if (_bytes.Length < _length + piece.Length)
            Array.Resize(ref _bytes, Math.Max(_length + piece.Length, _length * 2));
        piece.CopyTo(_bytes.AsSpan(_length));
        _length += piece.Length;
    }

    /// <summary>Looks for the empty line that ends the head, from where the last search stopped.</summary>
    private bool FindEnd()
    {
        while (_bytes.AsSpan(_scanned, _length - _scanned).IndexOf((byte)'\n') is var next and >= 0)
        {
            var line = _bytes.AsSpan(_line, _scanned + next - _line);
            var isFirst = _line == _start;
            _scanned += next + 1;
            _line = _scanned;

            // RFC 9112 2.2: "a server that is expecting to receive and parse a request-line SHOULD ignore at least one empty line (CRLF)
            // received prior to the request-line."
            if (isFirst && line is [(byte)'\r'])
                _start = _line;
            else if (line is [] or [(byte)'\r'])
                return true;
        }

        _scanned = _length;
        return false;
    }

    private byte[] TakeHead() => _start == 0 && _length == _bytes.Length ? _bytes : _bytes[_start.._length];

    /// <summary>A TLS client waits for an answer to its first bytes, and these never end in an empty line.</summary>
    private HandshakeRefusal? CheckStart() =>
        _start == _length || _bytes[_start] == '\r' ? null : HeadSyntax.CheckFirstByte(_bytes[_start]);

    private HandshakeRefusal? CheckLimit() => _length < headLimit ? null : new HandshakeRefusal(
        431,
        $"The head of the request (the request line and all headers) does not end within {headLimit} bytes.",
        "Send fewer or shorter headers, cookies first of all; a head ends in an empty line. The server's limit is an option.",
        "RFC 6585 5");
}
