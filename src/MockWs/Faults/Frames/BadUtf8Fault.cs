using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>What makes a text no UTF-8.</summary>
public enum BadUtf8Kind
{
    /// <summary>A byte that no UTF-8 text holds: FF.</summary>
    Byte,

    /// <summary>A character in more bytes than it needs: C0 AF, an overlong slash (RFC 3629 section 3).</summary>
    Overlong,

    /// <summary>Half of a surrogate pair: ED A0 80, which stands for U+D800 (RFC 3629 section 3).</summary>
    Surrogate,

    /// <summary>A character beyond U+10FFFF: F4 90 80 80 (RFC 3629 section 3).</summary>
    TooLarge,

    /// <summary>A character of which the last byte is missing at the message's end: E2 82.</summary>
    CutOff,

    /// <summary>
    /// A character that begins at the end of a fragment, E2 82, and does not go on in the next one, 28. To cut a character between two fragments
    /// is allowed (RFC 6455 section 8.1), so a client can only know in the second.
    /// </summary>
    Split,
}

public abstract partial record Fault
{
    /// <summary>
    /// Sends a text message that is not UTF-8: its payload is followed by bytes that make it so. A client MUST fail the connection (RFC 6455
    /// section 8.1), with close code 1007 (section 7.4.1), and must not deliver the text.
    /// </summary>
    /// <param name="kind">What makes it so. Default: a byte that no UTF-8 text holds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none of those that there are.</exception>
    public static Fault BadUtf8(BadUtf8Kind kind = BadUtf8Kind.Byte) => Enum.IsDefined(kind)
        ? new BadUtf8Fault(kind)
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of text that is not UTF-8.");
}

internal sealed record BadUtf8Fault(BadUtf8Kind Kind) : FrameFault
{
    private static byte[] Begun => [0xE2, 0x82];

    private byte[] Bytes => Kind switch
    {
        BadUtf8Kind.Byte => [0xFF],
        BadUtf8Kind.Overlong => [0xC0, 0xAF],
        BadUtf8Kind.Surrogate => [0xED, 0xA0, 0x80],
        BadUtf8Kind.TooLarge => [0xF4, 0x90, 0x80, 0x80],
        BadUtf8Kind.CutOff => Begun,
        _ => [.. Begun, 0x28],
    };

    internal override string Text => $"a text message ends in the bytes {Convert.ToHexString(Bytes)}, which is not UTF-8 (RFC 6455 8.1)";

    internal override void Write(IBufferWriter<byte> output, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (Kind == BadUtf8Kind.Split)
        {
            FrameBytes.Write(output, Opcode.Text, [.. payload, .. Begun], isFinal: false);
            FrameBytes.Write(output, Opcode.Continuation, Bytes.AsSpan(Begun.Length), header.Fin);
        }
        else
        {
            FrameBytes.Write(output, Opcode.Text, [.. payload, .. Bytes], header.Fin);
        }
    }
}
