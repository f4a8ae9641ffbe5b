using System.IO.Compression;

namespace MockWs.Conformance.Vocabulary;

/// <summary>The client's permessage-deflate: the codec of the framework, and RFC 7692 section 7.2 around it.</summary>
internal sealed class DeflateCodec(bool serverForgets, bool clientForgets) : IDisposable
{
    private static readonly byte[] Tail = [0x00, 0x00, 0xFF, 0xFF];

    private readonly MemoryStream _deflated = new();
    private readonly MemoryStream _received = new();
    private DeflateStream? _deflate;
    private long _inflated;

    /// <summary>The message with its payload compressed, and RSV1.</summary>
    public Frame Deflate(Frame message)
    {
        if (message.Payload.Length == 0)
        {
            return message with { Payload = [0x00], Rsv = 4 };
        }

        _deflate ??= new DeflateStream(_deflated, CompressionLevel.Optimal, leaveOpen: true);
        _deflated.SetLength(0);
        _deflate.Write(message.Payload);
        _deflate.Flush();
        var payload = _deflated.ToArray();
        payload[^4..].Should().Equal(Tail, "a flush ends with an empty stored block");
        if (clientForgets)
        {
            _deflate.Dispose();
            _deflate = null;
        }

        return message with { Payload = payload[..^4], Rsv = 4 };
    }

    /// <summary>Inflates a payload: what the server may refer back to is inflated anew, and the message is what comes after it.</summary>
    public byte[] Inflate(byte[] payload)
    {
        if (serverForgets)
        {
            _received.SetLength(0);
            _inflated = 0;
        }

        _received.Write([.. payload, .. Tail]);

        // A last, empty block ends the stream for this reading only.
        using var whole = new MemoryStream([.. _received.ToArray(), 0x03, 0x00]);
        using var inflate = new DeflateStream(whole, CompressionMode.Decompress);
        using var all = new MemoryStream();
        inflate.CopyTo(all);
        var message = all.ToArray()[(int)_inflated..];
        _inflated = all.Length;
        return message;
    }

    public void Dispose()
    {
        _deflate?.Dispose();
        _deflated.Dispose();
        _received.Dispose();
    }
}
