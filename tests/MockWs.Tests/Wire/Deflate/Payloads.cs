using System.Buffers;
using System.IO.Compression;
using System.Text;
using MockWs.Wire.Deflate;

namespace MockWs.Tests.Wire.Deflate;

/// <summary>The few words the deflate tests are written in.</summary>
internal static class Payloads
{
    public const long NoLimit = long.MaxValue;

    public static readonly DeflateParameters Takeover = new(ServerNoContextTakeover: false, ClientNoContextTakeover: false);
    public static readonly DeflateParameters NoTakeover = new(ServerNoContextTakeover: true, ClientNoContextTakeover: true);

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Inflates one message, its payload cut into pieces.</summary>
    public static (InflateResult Result, byte[] Message) Inflate(
        this MessageInflater inflater, ReadOnlySpan<byte> payload, int pieceSize = int.MaxValue)
    {
        var output = new ArrayBufferWriter<byte>();
        while (!payload.IsEmpty)
        {
            var piece = payload[..Math.Min(pieceSize, payload.Length)];
            var result = inflater.Append(piece, output);
            if (result != InflateResult.Ok) return (result, output.WrittenSpan.ToArray());
            payload = payload[piece.Length..];
        }

        return (inflater.Complete(output), output.WrittenSpan.ToArray());
    }

    public static string InflateText(this MessageInflater inflater, string hex, int pieceSize = int.MaxValue)
    {
        var (result, message) = inflater.Inflate(Bytes(hex), pieceSize);
        result.Should().Be(InflateResult.Ok, inflater.Error);
        return Encoding.UTF8.GetString(message);
    }

    public static byte[] Deflate(this MessageDeflater deflater, ReadOnlySpan<byte> message)
    {
        var output = new ArrayBufferWriter<byte>();
        deflater.Deflate(message, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What a client sends whose codec can only end its stream: a final block, then the head of the empty one.</summary>
    public static byte[] DeflateFinal(ReadOnlySpan<byte> message, CompressionLevel level = CompressionLevel.Optimal) =>
        [.. Stream(message, level), 0x00];

    /// <summary>A whole DEFLATE stream.</summary>
    public static byte[] Stream(ReadOnlySpan<byte> message, CompressionLevel level)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, level, leaveOpen: true)) deflate.Write(message);
        return compressed.ToArray();
    }

    /// <summary>Bytes that look like traffic: runs, repetitions near and far, and noise.</summary>
    public static byte[] Traffic(int length, int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[length];
        var at = 0;
        while (at < length)
        {
            var run = Math.Min(length - at, random.Next(1, 400));
            var target = bytes.AsSpan(at, run);
            switch (random.Next(4))
            {
                case 0:
                    random.NextBytes(target);
                    break;
                case 1:
                    target.Fill((byte)random.Next(256));
                    break;
                case 2 when at > 0:
                    var from = random.Next(Math.Max(0, at - 40_000), at);
                    for (var i = 0; i < run; i++) target[i] = bytes[from + i];
                    break;
                default:
                    for (var i = 0; i < run; i++) target[i] = (byte)"etaoin shrdlu,"[random.Next(14)];
                    break;
            }

            at += run;
        }

        return bytes;
    }
}
