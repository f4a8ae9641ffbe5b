using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

/// <summary>Held against the table of well-formed byte sequences of the Unicode standard (3.9, table 3-7), written out here.</summary>
internal sealed class Utf8ProgressTests
{
    /// <summary>Both sides of every border in the table.</summary>
    private static readonly byte[] Borders = Hex("00 7f 80 8f 90 9f a0 bf c0 c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff");

    [Test]
    public void All_sequences_of_the_borders_are_judged_as_the_table_says()
    {
        var text = new byte[4];
        var (good, bad) = (0, 0);
        for (var n = 0; n < Borders.Length * Borders.Length * Borders.Length * Borders.Length; n++)
        {
            for (int i = 0, rest = n; i < text.Length; i++, rest /= Borders.Length)
            {
                text[i] = Borders[rest % Borders.Length];
            }

            var (isViable, valid) = Judge(text);
            (good, bad) = isViable ? (good + 1, bad) : (good, bad + 1);
            if (ByWhole(text) != (isViable, valid) || BySingleBytes(text) != (isViable, valid))
            {
                Assert.Fail($"{Convert.ToHexString(text)} is {(isViable ? "viable" : "bad")}, valid up to {valid}");
            }
        }

        good.Should().BeGreaterThan(1000);
        bad.Should().BeGreaterThan(1000);
    }

    [Test]
    public void Every_code_point_is_valid_and_every_surrogate_is_not()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            var text = Encode(code);
            var isSurrogate = code is >= 0xD800 and <= 0xDFFF;
            if (BySingleBytes(text) != (!isSurrogate, isSurrogate ? 0 : text.Length))
            {
                Assert.Fail($"U+{code:X4}");
            }
        }
    }

    [Test]
    public void A_character_cut_off_waits_for_its_rest()
    {
        var valid = 0;

        Utf8Progress.Advance(Hex("41 f0 9f"), ref valid).Should().BeTrue();
        valid.Should().Be(1);
        Utf8Progress.Advance(Hex("41 f0 9f 91 8b"), ref valid).Should().BeTrue();
        valid.Should().Be(5);
    }

    [Test]
    public void Nothing_is_valid() => ByWhole([]).Should().Be((true, 0));

    [Test]
    public void A_bad_byte_is_found_wherever_it_stands_in_long_text([Range(0, 130)] int offset)
    {
        var text = Enumerable.Repeat((byte)'a', 131).ToArray();
        text[offset] = 0xFF;

        ByWhole(text).Should().Be((false, offset));
    }

    private static (bool IsViable, int Valid) ByWhole(byte[] text)
    {
        var valid = 0;
        return (Utf8Progress.Advance(text, ref valid), valid);
    }

    private static (bool IsViable, int Valid) BySingleBytes(byte[] text)
    {
        var valid = 0;
        for (var length = 1; length <= text.Length; length++)
        {
            if (!Utf8Progress.Advance(text.AsSpan(0, length), ref valid))
            {
                return (false, valid);
            }
        }

        return (true, valid);
    }

    private static (bool IsViable, int Valid) Judge(byte[] text)
    {
        for (var at = 0; at < text.Length;)
        {
            var (length, low, high) = text[at] switch
            {
                <= 0x7F => (1, 0x80, 0xBF),
                >= 0xC2 and <= 0xDF => (2, 0x80, 0xBF),
                0xE0 => (3, 0xA0, 0xBF),
                0xED => (3, 0x80, 0x9F),
                >= 0xE1 and <= 0xEF => (3, 0x80, 0xBF),
                0xF0 => (4, 0x90, 0xBF),
                >= 0xF1 and <= 0xF3 => (4, 0x80, 0xBF),
                0xF4 => (4, 0x80, 0x8F),
                _ => (0, 0, 0),
            };
            var there = Math.Min(length, text.Length - at);
            if (length == 0 || (there > 1 && (text[at + 1] < low || text[at + 1] > high))
                || text.AsSpan(at, there)[Math.Min(2, there)..].ContainsAnyExceptInRange<byte>(0x80, 0xBF))
            {
                return (false, at);
            }

            if (there < length)
            {
                return (true, at);
            }

            at += length;
        }

        return (true, text.Length);
    }

    private static byte[] Encode(int code) => code switch
    {
        < 0x80 => [(byte)code],
        < 0x800 => [(byte)(0xC0 | (code >> 6)), Tail(code)],
        < 0x10000 => [(byte)(0xE0 | (code >> 12)), Tail(code >> 6), Tail(code)],
        _ => [(byte)(0xF0 | (code >> 18)), Tail(code >> 12), Tail(code >> 6), Tail(code)],
    };

    private static byte Tail(int bits) => (byte)(0x80 | (bits & 0x3F));
}
