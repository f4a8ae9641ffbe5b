using System.Buffers.Binary;

namespace MockWs.Wire;

/// <summary>The head of a frame, as it stands on the wire (RFC 6455 section 5.2). What is illegal can be represented too.</summary>
/// <param name="Fin">Whether this frame ends its message.</param>
/// <param name="Rsv">The three reserved bits as a number: RSV1 is 4, RSV2 is 2, RSV3 is 1.</param>
/// <param name="Opcode">What the frame carries; four bits.</param>
/// <param name="Masked">Whether a masking key stands before the payload.</param>
/// <param name="PayloadLength">The payload's length in bytes; negative if the 64-bit length had its top bit set.</param>
/// <param name="MaskingKey">The masking key in the order of memory, its first byte lowest; 0 without one.</param>
internal readonly record struct FrameHeader(bool Fin, byte Rsv, Opcode Opcode, bool Masked, long PayloadLength, uint MaskingKey = 0)
{
    /// <summary>The longest head: two bytes, a 64-bit length and a masking key.</summary>
    public const int MaxSize = 14;

    /// <summary>The longest payload of a control frame (RFC 6455 section 5.5).</summary>
    public const int MaxControlPayload = 125;

    /// <summary>RSV1: the message is compressed, where permessage-deflate was agreed (RFC 7692 section 6).</summary>
    public const byte Rsv1 = 4;

    /// <summary>Control frames have the top bit of the opcode set (RFC 6455 section 5.5).</summary>
    public bool IsControl => ((byte)Opcode & 0x8) != 0;

    /// <summary>Whether the length was written in more bytes than it needs; only ever true of a header that was read.</summary>
    public bool HasLongLength { get; private init; }

    /// <summary>How many bytes the head takes whose second byte this is.</summary>
    public static int SizeFrom(byte second)
    {
        var length = (second & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };
        return (second & 0x80) != 0 ? length + 4 : length;
    }

    /// <summary>Reads a whole head: as many bytes as <see cref="SizeFrom"/> says.</summary>
    public static FrameHeader Parse(ReadOnlySpan<byte> bytes)
    {
        byte first = bytes[0], second = bytes[1];
        var (length, offset, isLong) = (second & 0x7F) switch
        {
            126 => ((long)BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) < 126),
            127 => (BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), 10, BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]) <= ushort.MaxValue),
            var small => ((long)small, 2, false),
        };
        var masked = (second & 0x80) != 0;
        var key = masked ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]) : 0;
        return new FrameHeader((first & 0x80) != 0, (byte)((first >> 4) & 0x7), (Opcode)(first & 0xF), masked, length, key)
        {
            HasLongLength = isLong,
        };
    }

    /// <summary>Writes the head with the shortest form of its length (RFC 6455 section 5.2), and returns how many bytes it took.</summary>
    public int Write(Span<byte> bytes)
    {
        bytes[0] = (byte)((Fin ? 0x80 : 0) | ((Rsv & 0x7) << 4) | ((byte)Opcode & 0xF));
        var mask = Masked ? 0x80 : 0;
        int size;
        if (PayloadLength < 126)
        {
            bytes[1] = (byte)(mask | (int)PayloadLength);
            size = 2;
        }
        else if (PayloadLength <= ushort.MaxValue)
        {
            bytes[1] = (byte)(mask | 126);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)PayloadLength);
            size = 4;
        }
        else
        {
            bytes[1] = (byte)(mask | 127);
            BinaryPrimitives.WriteInt64BigEndian(bytes[2..], PayloadLength);
            size = 10;
        }

        if (Masked)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[size..], MaskingKey);
            size += 4;
        }

        return size;
    }

    /// <summary>The frame on one line, such as <c>text, fin, rsv1, masked, 5 bytes</c>.</summary>
    public override string ToString()
    {
        var name = Enum.IsDefined(Opcode) ? Opcode.ToString().ToLowerInvariant() : $"opcode {(byte)Opcode:X}";
        var reserved = $"{((Rsv & 4) != 0 ? ", rsv1" : "")}{((Rsv & 2) != 0 ? ", rsv2" : "")}{((Rsv & 1) != 0 ? ", rsv3" : "")}";
        return $"{name}{(Fin ? ", fin" : "")}{reserved}{(Masked ? ", masked" : "")}, {PayloadLength} bytes";
    }
}
