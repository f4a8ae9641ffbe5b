using System.Buffers.Binary;
using MockWs.Wire;

namespace MockWs.Benchmarks.Load;

/// <summary>The one message that a load sends again and again, masked as the client sends it and plain as it has to come back.</summary>
internal sealed class EchoMessage
{
    private static readonly byte[] Mask = [0x37, 0xFA, 0x21, 0x3D];

    private EchoMessage(Opcode opcode, byte[] payload)
    {
        PayloadLength = payload.Length;
        var masked = payload.Select((octet, i) => (byte)(octet ^ Mask[i % 4]));
        Frame = [.. Head(opcode, payload.Length, 0x80), .. Mask, .. masked];
        Reply = [.. Head(opcode, payload.Length, 0), .. payload];
    }

    public int PayloadLength { get; }

    public byte[] Frame { get; }

    public byte[] Reply { get; }

    public static EchoMessage Text(int length) => new(Opcode.Text, [.. Enumerable.Range(0, length).Select(i => (byte)('a' + i % 26))]);

    public static EchoMessage Binary(int length)
    {
        var payload = new byte[length];
        new Random(6455).NextBytes(payload);
        return new(Opcode.Binary, payload);
    }

    /// <summary>The message whose frame begins with these bytes.</summary>
    public static EchoMessage Like(ReadOnlySpan<byte> frame)
    {
        var length = (frame[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(frame[2..]),
            127 => (int)BinaryPrimitives.ReadInt64BigEndian(frame[2..]),
            var small => small,
        };
        return (Opcode)(frame[0] & 0x0F) == Opcode.Text ? Text(length) : Binary(length);
    }

    public static byte[] Repeat(ReadOnlySpan<byte> one, int times)
    {
        var many = new byte[one.Length * times];
        for (var i = 0; i < times; i++)
            one.CopyTo(many.AsSpan(i * one.Length));
        return many;
    }

    // RFC 6455 section 5.2: a length is written in the fewest bytes that hold it.
    private static byte[] Head(Opcode opcode, int length, byte maskBit)
    {
        var first = (byte)(0x80 | (byte)opcode);
        if (length < 126)
            return [first, (byte)(maskBit | length)];
        byte[] head = length <= ushort.MaxValue ? [first, (byte)(maskBit | 126), 0, 0] : [first, (byte)(maskBit | 127), .. new byte[8]];
        if (length <= ushort.MaxValue)
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)length);
        else
            BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), length);
        return head;
    }
}
