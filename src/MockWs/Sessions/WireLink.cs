using System.IO.Pipelines;
using MockWs.Wire;
using MockWs.Wire.Deflate;

namespace MockWs.Sessions;

/// <summary>Our own wire layer over a transport's bytes.</summary>
/// <param name="output">Where the bytes go; a flush ends when the transport has taken them.</param>
/// <param name="abort">Ends the transport the hard way.</param>
/// <param name="deflater">Where permessage-deflate was agreed.</param>
internal sealed class WireLink(PipeWriter output, Action abort, MessageDeflater? deflater) : IFrameLink, IDisposable
{
    public bool Compresses => deflater is not null;

    public long Unflushed { get; private set; }

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
        FrameWriter.Write(output, header, payload);
        Unflushed += FrameHeader.MaxSize + payload.Length;
    }

    public ValueTask<bool> FlushAsync()
    {
        Unflushed = 0;
        var flush = output.FlushAsync();
        return flush.IsCompletedSuccessfully ? new ValueTask<bool>(!IsGone(flush.Result)) : Wait(flush);
    }

    public void Abort() => abort();

    public void Dispose() => deflater?.Dispose();

    private static async ValueTask<bool> Wait(ValueTask<FlushResult> flush)
    {
        try
        {
            return !IsGone(await flush.ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static bool IsGone(FlushResult result) => result.IsCompleted || result.IsCanceled;
}
