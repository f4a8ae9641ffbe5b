namespace MockWs.Behaviours.Matching;

/// <summary>Bytes as a person reads and compares them.</summary>
internal static class Bytes
{
    private const int MostShown = 24;

    /// <summary>In hex, elided where there are many.</summary>
    public static string Show(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "empty" :
        bytes.Length <= MostShown ? $"0x{Convert.ToHexStringLower(bytes)}" :
        $"0x{Convert.ToHexStringLower(bytes[..MostShown])}… ({bytes.Length} bytes)";

    /// <summary>Says where different bytes part, and how near they are.</summary>
    public static NearMiss Difference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        var offset = expected.CommonPrefixLength(actual);
        var closeness = 0.9 * offset / Math.Max(expected.Length, actual.Length);
        return new NearMiss(closeness, $"differs at offset {offset}: expected {At(expected, offset)}, was {At(actual, offset)}");
    }

    public static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private static string At(ReadOnlySpan<byte> bytes, int offset) => offset < bytes.Length ? $"0x{bytes[offset]:x2}" : "the end";
}
