namespace MockWs.Conformance.Vocabulary;

/// <summary>
/// A frame and its bytes, legal or not. They are written here from RFC 6455 section 5.2, not by the server's own writer, so that neither
/// can hide a mistake of the other.
/// </summary>
internal sealed record Frame(int Opcode, byte[] Payload, bool Fin = true, int Rsv = 0)
{
    private static readonly byte[] Key = [0x37, 0xFA, 0x21, 0x3D];

    /// <summary>The same frame without FIN: more of the message follows.</summary>
    public Frame More => this with { Fin = false };

    /// <summary>The frame as a client sends it.</summary>
    public byte[] Masked => Encode(ShortestLength, Key);

    /// <summary>The frame as a server sends it.</summary>
    public byte[] Unmasked => Encode(ShortestLength, null);

    /// <summary>The code of a close frame; 1005 stands for none (RFC 6455 section 7.1.5).</summary>
    public int CloseCode => Payload.Length < 2 ? 1005 : (Payload[0] << 8) | Payload[1];

    private int ShortestLength => Payload.Length < 126 ? 1 : Payload.Length < 65536 ? 2 : 8;

    /// <summary>The same frame with reserved bits: RSV1 is 4, RSV2 is 2, RSV3 is 1.</summary>
    public Frame WithRsv(int bits) => this with { Rsv = bits };

    /// <summary>The frame as a client sends it that writes the length in 1, 2 or 8 bytes.</summary>
    public byte[] MaskedWithLengthIn(int bytes) => Encode(bytes, Key);

    /// <summary>The message in fragments of so many bytes.</summary>
    public Frame[] InFragmentsOf(int size)
    {
        var pieces = Payload.Length == 0 ? [[]] : Payload.Chunk(size).ToArray();
        return [.. pieces.Select((piece, i) => new Frame(i == 0 ? Opcode : 0, piece, i == pieces.Length - 1, i == 0 ? Rsv : 0))];
    }

    public override string ToString() => Convert.ToHexString(Unmasked);

    private byte[] Encode(int lengthBytes, byte[]? key)
    {
        var mask = key is null ? 0 : 0x80;
        var length = lengthBytes switch { 1 => Payload.Length, 2 => 126, _ => 127 };
        var bytes = new List<byte> { (byte)((Fin ? 0x80 : 0) | (Rsv << 4) | Opcode), (byte)(mask | length) };
        for (var shift = 8 * (lengthBytes - 1); lengthBytes > 1 && shift >= 0; shift -= 8)
        {
            bytes.Add((byte)((long)Payload.Length >> shift));
        }

        if (key is null)
        {
            return [.. bytes, .. Payload];
        }

        // "j = i MOD 4; transformed-octet-i = original-octet-i XOR masking-key-octet-j" (RFC 6455 section 5.3).
        return [.. bytes, .. key, .. Payload.Select((octet, i) => (byte)(octet ^ key[i % 4]))];
    }
}
