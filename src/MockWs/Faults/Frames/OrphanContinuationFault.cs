using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a continuation frame without a message that it could go on with. A client MUST fail the connection, as with any frame out of its
    /// place (RFC 6455 section 5.4), with close code 1002.
    /// </summary>
    public static Fault OrphanContinuation() => new OrphanContinuationFault();
}

internal sealed record OrphanContinuationFault : FrameFault
{
    internal override string Text => "a continuation frame has no message to go on with (RFC 6455 5.4)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(output, header with { Opcode = Opcode.Continuation }, payload);
}
