using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a frame with an opcode that is reserved. A client MUST fail the connection on an unknown opcode (RFC 6455 section 5.2), with close
    /// code 1002, and must not take the frame for text.
    /// </summary>
    /// <param name="opcode">The opcode: 3 to 7 for data, 11 to 15 for control frames. Default: 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The opcode is none of these.</exception>
    public static Fault ReservedOpcode(int opcode = 3) => opcode is (>= 3 and <= 7) or (>= 11 and <= 15)
        ? new ReservedOpcodeFault((byte)opcode)
        : throw new ArgumentOutOfRangeException(nameof(opcode), opcode, "Reserved opcodes are 3 to 7 and 11 to 15 (RFC 6455 5.2).");
}

internal sealed record ReservedOpcodeFault(byte Opcode) : FrameFault
{
    internal override string Text => $"a frame has the reserved opcode {Opcode} (RFC 6455 5.2)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(output, header with { Opcode = (Opcode)Opcode }, payload);
}
