using System.Buffers;

namespace MockWs.Wire;

/// <summary>Writes frames as it is told to: what is legal is for others to know.</summary>
internal static class FrameWriter
{
    /// <summary>A frame up to this size goes into one contiguous piece of the output.</summary>
    private const int OnePiece = 1024 * 1024;

    /// <summary>Writes a head and its payload, masked if the head says so.</summary>
    public static void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > OnePiece)
        {
            output.Advance(header.Write(output.GetSpan(FrameHeader.MaxSize)));
            WriteInPieces(output, header, payload);
            return;
        }

        var span = output.GetSpan(FrameHeader.MaxSize + payload.Length);
        var size = header.Write(span);
        if (header.Masked)
        {
            Masking.Apply(payload, span[size..], header.MaskingKey);
        }
        else
        {
            payload.CopyTo(span[size..]);
        }

        output.Advance(size + payload.Length);
    }

    private static void WriteInPieces(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        for (var done = 0; done < payload.Length;)
        {
            var piece = payload.Slice(done, Math.Min(OnePiece, payload.Length - done));
            var span = output.GetSpan(piece.Length);
            Masking.Apply(piece, span, header.MaskingKey, done);
            output.Advance(piece.Length);
            done += piece.Length;
        }
    }
}
