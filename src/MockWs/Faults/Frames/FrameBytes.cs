using System.Buffers;
using System.Buffers.Binary;
using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>Writes heads of frames that <see cref="FrameHeader.Write"/> does not, because no sender would.</summary>
internal static class FrameBytes
{
    /// <summary>Writes an unmasked head whose length takes two or eight bytes, whatever it is.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="header">The head; its length is not looked at.</param>
    /// <param name="lengthSize">2 or 8.</param>
    /// <param name="length">The length as it is to stand there.</param>
    public static void WriteHead(IBufferWriter<byte> output, in FrameHeader header, int lengthSize, ulong length)
    {
        Span<byte> head = stackalloc byte[FrameHeader.MaxSize];
        (header with { PayloadLength = 0 }).Write(head);
        if (lengthSize == sizeof(ushort))
        {
            head[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
        }
        else
        {
            head[1] = 127;
            BinaryPrimitives.WriteUInt64BigEndian(head[2..], length);
        }

        output.Write(head[..(2 + lengthSize)]);
    }

    /// <summary>Writes an unmasked frame.</summary>
    public static void Write(IBufferWriter<byte> output, Opcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true) =>
        FrameWriter.Write(output, new FrameHeader(isFinal, 0, opcode, false, payload.Length), payload);
}
