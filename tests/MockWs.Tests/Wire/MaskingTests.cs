using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class MaskingTests
{
    [Test]
    public void Every_length_phase_and_alignment_is_masked_as_the_RFC_says([Values(Key, 0u, 0xFF000000u, 0x01020304u)] uint key)
    {
        for (var length = 0; length <= 200; length++)
        {
            for (var position = 0; position < 8; position++)
            {
                Check(length, position, key, start: (length + position) % 67);
            }
        }
    }

    [Test]
    public void Every_alignment_is_masked_as_the_RFC_says([Range(0, 64)] int start) => Check(150, 3, Key, start);

    [Test]
    public void A_position_beyond_4_GiB_counts_by_its_last_two_bits() => Check(100, (1L << 40) + 3, Key, 0);

    [Test]
    public void Masking_in_place_twice_gives_the_bytes_back()
    {
        var bytes = RandomBytes(1000);
        Masking.Apply(bytes, bytes, Key, 5);
        bytes.Should().NotEqual(RandomBytes(1000));

        Masking.Apply(bytes, bytes, Key, 5);

        bytes.Should().Equal(RandomBytes(1000));
    }

    [Test]
    public void Bytes_cut_anywhere_are_masked_as_the_whole()
    {
        var whole = Naive(RandomBytes(300), Key, 0);
        for (var cut = 0; cut <= 300; cut++)
        {
            var bytes = RandomBytes(300);
            Masking.Apply(bytes.AsSpan(0, cut), bytes, Key);
            Masking.Apply(bytes.AsSpan(cut), bytes.AsSpan(cut), Key, cut);
            bytes.Should().Equal(whole);
        }
    }

    [Test]
    public void A_target_that_is_too_short_is_an_error() =>
        FluentActions.Invoking(() => Masking.Apply(new byte[5], new byte[4], Key)).Should().Throw<ArgumentOutOfRangeException>();

    private static void Check(int length, long position, uint key, int start)
    {
        var source = RandomBytes(start + length);
        var target = new byte[start + length + 1];
        var expected = Naive(source[start..], key, position);

        Masking.Apply(source.AsSpan(start), target.AsSpan(start), key, position);

        target.AsSpan(start, length).SequenceEqual(expected).Should().BeTrue($"length {length}, position {position}, start {start}");
        target[^1].Should().Be(0, "nothing behind the bytes is touched");
        target.AsSpan(0, start).IndexOfAnyExcept((byte)0).Should().Be(-1, "nothing before the bytes is touched");
        source.Should().Equal(RandomBytes(start + length), "the source stays");
    }

    /// <summary>"transformed-octet-i = original-octet-i XOR masking-key-octet-j", j being i MOD 4 (RFC 6455 section 5.3).</summary>
    private static byte[] Naive(byte[] bytes, uint key, long position) =>
        [.. bytes.Select((octet, i) => (byte)(octet ^ (key >> (8 * (int)((position + i) % 4)))))];
}
