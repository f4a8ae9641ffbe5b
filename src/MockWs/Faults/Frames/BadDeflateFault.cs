using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a message that says it is compressed and cannot be decompressed: its first block is of a type that DEFLATE does not have (RFC 1951
    /// section 3.2.3). A client that agreed to permessage-deflate should fail the connection with 1007 (RFC 6455 section 7.4.1; RFC 7692 leaves the
    /// code open); one that did not MUST fail it with 1002, because RSV1 has no meaning for it (section 5.2).
    /// </summary>
    public static Fault BadDeflate() => new BadDeflateFault();
}

internal sealed record BadDeflateFault : FrameFault
{
    // The lowest three bits: the last block, of type 3.
    private const byte NoSuchBlock = 0b111;

    internal override string Text => "a message is marked as compressed and is no DEFLATE data (RFC 7692 7.2.2)";

    internal override Capabilities Needs => base.Needs | Capabilities.Compression;

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(output, header with { Rsv = FrameHeader.Rsv1, PayloadLength = payload.Length + 1 }, [NoSuchBlock, .. payload]);
}
