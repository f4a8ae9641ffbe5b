using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a text message that is not UTF-8: its payload is followed by a byte that no UTF-8 text holds, 0xFF. A client MUST fail the
    /// connection (RFC 6455 section 8.1), with close code 1007 (section 7.4.1), and must not deliver the text.
    /// </summary>
    public static Fault BadUtf8() => new BadUtf8Fault();
}

internal sealed record BadUtf8Fault : FrameFault
{
    internal override string Text => "a text message ends in the byte FF, which is not UTF-8 (RFC 6455 8.1)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(output, header with { Opcode = Opcode.Text, PayloadLength = payload.Length + 1 }, [.. payload, 0xFF]);
}
