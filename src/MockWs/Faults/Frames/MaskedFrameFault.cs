using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a masked frame, as only clients do. "A client MUST close a connection if it detects a masked frame" (RFC 6455 section 5.1), and may
    /// use close code 1002 for it.
    /// </summary>
    public static Fault MaskedFrame() => new MaskedFrameFault();
}

internal sealed record MaskedFrameFault : FrameFault
{
    private const uint MaskingKey = 0x04030201;

    internal override string Text => "a frame of the server is masked (RFC 6455 5.1)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(output, header with { Masked = true, MaskingKey = MaskingKey }, payload);
}
