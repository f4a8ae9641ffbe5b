using System.Buffers;
using System.Text;
using MockWs.Wire;

namespace MockWs.Tests.Wire;

/// <summary>Frames as a client sends them, and bytes from hexadecimal digits.</summary>
internal static class ClientFrames
{
    public const uint Key = 0x3D21FA37;

    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Text(string text, bool fin = true) => Frame(Opcode.Text, Encoding.UTF8.GetBytes(text), fin);

    public static byte[] Frame(Opcode opcode, byte[] payload, bool fin = true, byte rsv = 0, uint key = Key)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, new FrameHeader(fin, rsv, opcode, true, payload.Length, key), payload);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] RandomBytes(int count, int seed = 6455)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
