using System.Buffers;
using System.Text;
using MockWs.Wire.Deflate;
using static MockWs.Tests.Wire.Deflate.Payloads;

namespace MockWs.Tests.Wire.Deflate;

internal sealed class MessageDeflaterTests
{
    private static readonly byte[] Hello = Encoding.UTF8.GetBytes("Hello");

    [Test]
    public void RFC_7692_7_2_3_1_Hello_is_one_block_with_its_tail_removed()
    {
        using var deflater = new MessageDeflater(Takeover);
        deflater.Deflate(Hello).Should().Equal(Bytes("f2 48 cd c9 c9 07 00"));
    }

    [Test]
    public void RFC_7692_7_2_3_2_a_second_message_is_shorter_with_the_context_of_the_first()
    {
        using var deflater = new MessageDeflater(Takeover);
        using var inflater = new MessageInflater(Takeover, NoLimit);
        inflater.Inflate(deflater.Deflate(Hello)).Message.Should().Equal(Hello);

        // The RFC's own bytes, f2 00 11 00 00, are those of a codec that looks for matches less far.
        var second = deflater.Deflate(Hello);
        second.Should().HaveCountLessThanOrEqualTo(5);
        inflater.Inflate(second).Message.Should().Equal(Hello);
    }

    [Test]
    public void Without_context_takeover_equal_messages_are_equal_on_the_wire()
    {
        using var deflater = new MessageDeflater(NoTakeover);
        deflater.Deflate(Hello).Should().Equal(Bytes("f2 48 cd c9 c9 07 00"));
        deflater.Deflate(Hello).Should().Equal(Bytes("f2 48 cd c9 c9 07 00"));
    }

    [Test]
    public void RFC_7692_7_2_3_6_an_empty_message_is_one_zero_byte_at_any_time()
    {
        using var deflater = new MessageDeflater(Takeover);
        deflater.Deflate([]).Should().Equal(0x00);
        deflater.Deflate(Hello);
        deflater.Deflate([]).Should().Equal(0x00);
        deflater.Deflate(Hello).Should().HaveCountLessThanOrEqualTo(5, "the context is still there");
    }

    [Test]
    public void Messages_of_all_sizes_come_back(
        [Values("both keep", "neither keeps", "the inflater keeps")] string context, [Values(1, 5, 4096, int.MaxValue)] int pieceSize)
    {
        using var deflater = new MessageDeflater(context == "both keep" ? Takeover : NoTakeover);
        using var inflater = new MessageInflater(context == "neither keeps" ? NoTakeover : Takeover, NoLimit);
        foreach (var size in new[] { 0, 1, 2, 125, 126, 0, 3000, 8191, 8192, 32_767, 32_768, 32_769, 65_535, 65_536, 7, 250_000, 1 })
        {
            var message = Traffic(size, seed: size + 1);
            var (result, inflated) = inflater.Inflate(deflater.Deflate(message), pieceSize);

            result.Should().Be(InflateResult.Ok, inflater.Error);
            inflated.AsSpan().SequenceEqual(message).Should().BeTrue($"{size} bytes come back");
        }
    }

    [Test]
    public void Noise_that_fills_the_codecs_buffer_to_the_byte_loses_nothing()
    {
        // Where the flush marker itself straddles the buffer of 8192 bytes, the codec may write it twice.
        using var deflater = new MessageDeflater(Takeover);
        using var inflater = new MessageInflater(Takeover, NoLimit);
        var noise = new byte[8300];
        new Random(8192).NextBytes(noise);
        for (var size = 8150; size < noise.Length; size++)
        {
            var (result, inflated) = inflater.Inflate(deflater.Deflate(noise.AsSpan(0, size)));

            result.Should().Be(InflateResult.Ok, inflater.Error);
            inflated.AsSpan().SequenceEqual(noise.AsSpan(0, size)).Should().BeTrue($"{size} bytes come back");
        }
    }

    [Test]
    public void Dispose_may_come_twice_and_unused_and_writes_nothing_more()
    {
        var unused = new MessageDeflater(Takeover);
        var used = new MessageDeflater(Takeover);
        var output = new ArrayBufferWriter<byte>();
        used.Deflate(Hello, output);
        var written = output.WrittenCount;

        unused.Dispose();
        unused.Dispose();
        used.Dispose();
        used.Dispose();

        output.WrittenCount.Should().Be(written);
        used.Invoking(d => d.Deflate(Hello, output)).Should().Throw<ObjectDisposedException>();
        used.Invoking(d => d.Deflate([], output)).Should().Throw<ObjectDisposedException>();
    }
}
