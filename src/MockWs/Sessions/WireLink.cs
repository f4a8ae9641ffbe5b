using System.Buffers;
using System.IO.Pipelines;
using MockWs.Wire;
using MockWs.Wire.Deflate;

namespace MockWs.Sessions;

/// <summary>Our own wire layer over a transport's bytes.</summary>
/// <param name="output">Where the bytes go; a flush ends when the transport has taken them.</param>
/// <param name="abort">Ends the transport the hard way.</param>
/// <param name="deflater">Where permessage-deflate was agreed.</param>
/// <param name="unflushed">How many bytes were written before, the answer to the handshake; they go out with the first flush.</param>
internal sealed class WireLink(PipeWriter output, Action abort, MessageDeflater? deflater, long unflushed) : IFrameLink, IDisposable
{
    private const int SmallPayload = 1024;

    /// <summary>What the pipe lent last, and how much of it is written: many small frames for one round trip to the pipe.</summary>
    private Memory<byte> _lent;
    private int _written;

    public bool Compresses => deflater is not null;

    public long Unflushed { get; private set; } = unflushed;

    public void Write(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (deflater is null || opcode is not (Opcode.Text or Opcode.Binary))
        {
            Write(new FrameHeader(true, 0, opcode, false, payload.Length), payload);
            return;
        }

        // "An endpoint MUST set the RSV1 bit of the first frame of a compressed message" (RFC 7692 section 6).
        var compressed = new PooledBuffer();
        deflater.Deflate(payload, compressed);
        Write(new FrameHeader(true, FrameHeader.Rsv1, opcode, false, compressed.Length), compressed.Written);
        compressed.Release();
    }

    public void Write(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        Unflushed += FrameHeader.MaxSize + payload.Length;
        if (payload.Length > SmallPayload || header.Masked)
        {
            GiveBack();
            FrameWriter.Write(output, header, payload);
            return;
        }

        if (_lent.Length - _written < FrameHeader.MaxSize + payload.Length)
        {
            GiveBack();
            _lent = output.GetMemory(FrameHeader.MaxSize + SmallPayload);
        }

        var room = _lent.Span[_written..];
        var size = header.Write(room);
        payload.CopyTo(room[size..]);
        _written += size + payload.Length;
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        GiveBack();
        Unflushed += bytes.Length;
        BuffersExtensions.Write(output, bytes);
    }

    public void Redirect(PipeWriter other)
    {
        GiveBack();
        output = other;
    }

    public ValueTask<bool> FlushAsync()
    {
        GiveBack();
        Unflushed = 0;
        return PipeFlush.FlushAsync(output);
    }

    public void Abort() => abort();

    public void Dispose() => deflater?.Dispose();

    private void GiveBack()
    {
        if (_written > 0)
        {
            output.Advance(_written);
        }

        _lent = default;
        _written = 0;
    }
}
