using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a message in two fragments, and a whole text message "fault" between them. Without an extension "the fragments of one message MUST NOT
    /// be interleaved between the fragments of another message" (RFC 6455 section 5.4): a client MUST fail the connection, with close code 1002.
    /// </summary>
    public static Fault InterleavedData() => new InterleavedDataFault();
}

internal sealed record InterleavedDataFault : FrameFault
{
    internal override string Text => "a data frame stands between the fragments of another message (RFC 6455 5.4)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        var half = payload.Length / 2;
        FrameBytes.Write(output, header.Opcode, payload[..half], isFinal: false);
        FrameBytes.Write(output, Opcode.Text, OwnPayload);
        FrameBytes.Write(output, Opcode.Continuation, payload[half..], header.Fin);
    }
}
