using System.Globalization;
using System.Text;

namespace MockWs.Behaviours.Matching;

/// <summary>Bytes as a person reads and compares them.</summary>
internal static class Bytes
{
    private const int MostShown = 24;
    private const int ShownInLine = 16;

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

    /// <summary>Puts different bytes one above the other, with a mark where they part.</summary>
    public static IReadOnlyList<string> Align(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        var offset = expected.CommonPrefixLength(actual);
        var start = Math.Max(0, offset - (ShownInLine / 2));
        var column = (start > 0 ? 2 : 0) + (3 * (offset - start));
        return
        [
            $"expected  {Line(expected, start)}",
            $"received  {Line(actual, start)}",
            $"          {new string(' ', column)}^^ offset {offset}",
        ];
    }

    public static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private static string Line(ReadOnlySpan<byte> bytes, int start)
    {
        var digits = new StringBuilder(start > 0 ? "… " : "");
        var shown = bytes.Slice(Math.Min(start, bytes.Length), Math.Clamp(bytes.Length - start, 0, ShownInLine));
        foreach (var b in shown)
        {
            digits.Append(CultureInfo.InvariantCulture, $"{b:x2} ");
        }

        return digits.Append(CultureInfo.InvariantCulture, $"{(start + shown.Length < bytes.Length ? "… " : "")}({Words.Count(bytes.Length, "byte")})").ToString();
    }

    private static string At(ReadOnlySpan<byte> bytes, int offset) => offset < bytes.Length ? $"0x{bytes[offset]:x2}" : "the end";
}
