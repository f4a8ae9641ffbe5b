using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MockWs.Wire;

/// <summary>Checks text as it streams in: a bad byte fails at once, a character cut off by a boundary waits for its rest.</summary>
internal static class Utf8Progress
{
    /// <summary>Checks what has been added to a message since the last call.</summary>
    /// <param name="text">The message so far.</param>
    /// <param name="valid">How many of its bytes are whole, valid characters; moved on, up to the first bad byte if there is one.</param>
    /// <returns>False if no continuation of <paramref name="text"/> can be UTF-8 (RFC 6455 section 8.1).</returns>
    public static bool Advance(ReadOnlySpan<byte> text, ref int valid)
    {
        var fresh = text[valid..];
        var whole = fresh[..^CutOffLength(fresh)];
        if (!Utf8.IsValid(whole))
        {
            valid += FirstBadByte(whole);
            return false;
        }

        valid += whole.Length;
        var cutOff = fresh[whole.Length..];
        return cutOff.IsEmpty || Rune.DecodeFromUtf8(cutOff, out _, out _) == OperationStatus.NeedMoreData;
    }

    /// <summary>The length of the character at the end that lacks its last bytes; 0 if there is none.</summary>
    private static int CutOffLength(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            var b = text[^back];
            if ((b & 0xC0) != 0x80)
            {
                var needed = b switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
                return needed > back ? back : 0;
            }
        }

        return 0;
    }

    private static int FirstBadByte(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
