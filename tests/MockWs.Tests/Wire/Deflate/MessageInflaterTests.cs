using System.Buffers;
using System.IO.Compression;
using System.Text;
using MockWs.Wire.Deflate;
using static MockWs.Tests.Wire.Deflate.Payloads;

namespace MockWs.Tests.Wire.Deflate;

internal sealed class MessageInflaterTests
{
    private MessageInflater _inflater;

    [SetUp]
    public void Begin() => _inflater = new(Takeover, NoLimit);

    [TearDown]
    public void Dispose() => _inflater.Dispose();

    [TestCase("f2 48 cd c9 c9 07 00", TestName = "RFC_7692_7_2_3_1_one_compressed_block")]
    [TestCase("00 05 00 fa ff 48 65 6c 6c 6f 00", TestName = "RFC_7692_7_2_3_3_a_block_with_no_compression")]
    [TestCase("f3 48 cd c9 c9 07 00 00", TestName = "RFC_7692_7_2_3_4_a_block_with_BFINAL_set")]
    [TestCase("f2 48 05 00 00 00 ff ff ca c9 c9 07 00", TestName = "RFC_7692_7_2_3_5_two_blocks_in_one_message")]
    public void The_examples_of_the_RFC_say_Hello(string payload)
    {
        _inflater.InflateText(payload).Should().Be("Hello");
        _inflater.InflateText(payload, pieceSize: 1).Should().Be("Hello");
    }

    [Test]
    public void RFC_7692_7_2_3_2_a_second_message_refers_back_to_the_first()
    {
        _inflater.InflateText("f2 48 cd c9 c9 07 00").Should().Be("Hello");
        _inflater.InflateText("f2 00 11 00 00").Should().Be("Hello");
    }

    [Test]
    public void Without_context_takeover_nothing_can_be_referred_back_to()
    {
        using var inflater = new MessageInflater(NoTakeover, NoLimit);
        inflater.InflateText("f2 48 cd c9 c9 07 00").Should().Be("Hello");

        inflater.Inflate(Bytes("f2 00 11 00 00")).Result.Should().Be(InflateResult.Invalid);
        inflater.Error.Should().Contain("RFC 1951 3.2.5");
    }

    [Test]
    public void RFC_7692_7_2_3_6_an_empty_message_is_one_zero_byte()
    {
        _inflater.InflateText("00").Should().BeEmpty();
        _inflater.InflateText("f2 48 cd c9 c9 07 00").Should().Be("Hello");
        _inflater.InflateText("00").Should().BeEmpty();
        _inflater.InflateText("f2 00 11 00 00").Should().Be("Hello");
    }

    [Test]
    public void A_message_of_no_bytes_is_empty_and_harms_no_later_one()
    {
        _inflater.InflateText("").Should().BeEmpty();
        _inflater.InflateText("f2 48 cd c9 c9 07 00").Should().Be("Hello");
        _inflater.InflateText("").Should().BeEmpty();
        _inflater.InflateText("f2 00 11 00 00").Should().Be("Hello");
    }

    [Test]
    public void Data_goes_on_after_a_final_block_in_the_same_message() =>
        _inflater.InflateText("f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 f2 48 cd c9 c9 07 00").Should().Be("HelloHelloHello");

    [Test]
    public void The_window_outlives_a_final_block()
    {
        _inflater.InflateText("f3 48 cd c9 c9 07 00 f2 00 11 00 00").Should().Be("HelloHello");
        _inflater.InflateText("f2 00 11 00 00").Should().Be("Hello");
    }

    [Test]
    public void Messages_of_final_blocks_only_are_told_apart(
        [Values(1, 3, 1000, int.MaxValue)] int pieceSize,
        [Values(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal)] CompressionLevel level)
    {
        for (var size = 1; size < 200_000; size *= 7)
        {
            var message = Traffic(size, seed: size);
            var (result, inflated) = _inflater.Inflate(DeflateFinal(message, level), pieceSize);

            result.Should().Be(InflateResult.Ok, _inflater.Error);
            inflated.AsSpan().SequenceEqual(message).Should().BeTrue($"{size} bytes come back");
        }
    }

    [Test]
    public void What_has_come_is_inflated_before_the_message_is_whole()
    {
        var output = new ArrayBufferWriter<byte>();
        _inflater.Append(Bytes("f2 48 cd c9"), output).Should().Be(InflateResult.Ok);

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("Hel");
    }

    [TestCase("06", "3.2.3", TestName = "The_reserved_block_type")]
    [TestCase("00 05 00 fb ff 48 65 6c 6c 6f 00", "3.2.4", TestName = "A_stored_length_without_its_complement")]
    [TestCase("f2 00 11 00 00", "3.2.5", TestName = "A_distance_before_the_first_byte")]
    [TestCase("fc 00 00 00 00", "3.2.7", TestName = "More_literal_codes_than_symbols")]
    [TestCase("04 00 00 00 00 00", "3.2.2", TestName = "A_code_length_code_of_no_lengths")]
    [TestCase("04 00 fe ff ff ff ff ff ff ff", "3.2.2", TestName = "A_code_length_code_with_too_many_codes")]
    [TestCase("1a 03 00 00", "3.2.6", TestName = "A_reserved_length_symbol")]
    [TestCase("4a 04 3f 00 00 00", "3.2.6", TestName = "A_reserved_distance_symbol")]
    [TestCase("f2 48 cd c9 c9 07", "7.2.1", TestName = "A_message_that_stops_in_a_block")]
    [TestCase("f3 48 cd c9 c9 07 00", "7.2.1", TestName = "A_final_block_without_the_byte_after_it")]
    [TestCase("f2 48 cd c9 c9 07 00 00 00 ff ff", "7.2.1", TestName = "A_tail_that_was_not_removed")]
    [TestCase("00 06 00 f9 ff 48", "7.2.1", TestName = "A_stored_block_cut_short")]
    public void What_is_not_deflate_data_is_invalid_and_says_by_which_section(string payload, string section)
    {
        foreach (var pieceSize in new[] { int.MaxValue, 1 })
        {
            using var inflater = new MessageInflater(Takeover, NoLimit);
            inflater.Inflate(Bytes(payload), pieceSize).Result.Should().Be(InflateResult.Invalid);
            inflater.Error.Should().Contain(section);
        }
    }

    [Test]
    public void Corrupt_data_is_judged_as_the_codec_of_the_runtime_judges_it()
    {
        var random = new Random(7692);
        var (refused, taken) = (0, 0);
        for (var round = 0; round < 4000; round++)
        {
            var stream = Stream(Traffic(random.Next(1, 3000), round), CompressionLevel.Optimal);
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                stream[random.Next(Math.Min(stream.Length, 200))] ^= (byte)(1 << random.Next(8));
            }

            var (isValid, length, expected) = InflateByRuntime(stream);
            var (result, inflated) = AppendAlone(stream.AsSpan(0, length), pieceSize: random.Next(1, 100));

            result.Should().Be(isValid ? InflateResult.Ok : InflateResult.Invalid, $"round {round}");
            if (isValid) inflated.AsSpan().SequenceEqual(expected).Should().BeTrue($"round {round}");
            (refused, taken) = isValid ? (refused, taken + 1) : (refused + 1, taken);
        }

        refused.Should().BeGreaterThan(500);
        taken.Should().BeGreaterThan(500);
    }

    [Test]
    public void Noise_never_throws_and_never_passes_the_limit()
    {
        var random = new Random(1951);
        for (var round = 0; round < 20_000; round++)
        {
            var noise = new byte[random.Next(1, 60)];
            random.NextBytes(noise);
            using var inflater = new MessageInflater(Takeover, messageLimit: 1000);
            inflater.Inflate(noise, pieceSize: random.Next(1, 10)).Message.Length.Should().BeLessThanOrEqualTo(1000);
        }
    }

    [Test]
    public void A_bomb_stops_at_the_limit([Values(1, 100, int.MaxValue)] int pieceSize)
    {
        const int Limit = 100_000;
        var bomb = DeflateFinal(new byte[50_000_000]);
        bomb.Length.Should().BeLessThan(100_000);
        using var inflater = new MessageInflater(Takeover, Limit);

        var (result, message) = inflater.Inflate(bomb, pieceSize);

        result.Should().Be(InflateResult.TooBig);
        message.Length.Should().BeLessThanOrEqualTo(Limit);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(32 * 1024 - 1)]
    [TestCase(32 * 1024)]
    [TestCase(32 * 1024 + 1)]
    [TestCase(200_000)]
    public void The_limit_itself_may_be_reached_in_every_message_but_not_passed(int limit)
    {
        foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.Optimal })
        {
            using var inflater = new MessageInflater(Takeover, limit);
            for (var message = 0; message < 3; message++)
            {
                var fitting = Traffic(limit, seed: message);
                inflater.Inflate(DeflateFinal(fitting, level)).Message.AsSpan().SequenceEqual(fitting).Should().BeTrue();
            }

            inflater.Inflate(DeflateFinal(Traffic(limit + 1, seed: 3), level)).Result.Should().Be(InflateResult.TooBig);
        }
    }

    [Test]
    public void Dispose_may_come_twice_unused_and_inside_a_message()
    {
        var unused = new MessageInflater(Takeover, NoLimit);
        var inside = new MessageInflater(Takeover, NoLimit);
        inside.Append(Bytes("f2 48"), new ArrayBufferWriter<byte>()).Should().Be(InflateResult.Ok);

        var act = () =>
        {
            unused.Dispose();
            unused.Dispose();
            inside.Dispose();
            inside.Dispose();
        };

        act.Should().NotThrow();
        inside.Invoking(i => i.Append([0], new ArrayBufferWriter<byte>())).Should().Throw<ObjectDisposedException>();
        inside.Invoking(i => i.Complete(new ArrayBufferWriter<byte>())).Should().Throw<ObjectDisposedException>();
    }

    [Test]
    public void A_codec_given_back_inside_a_message_starts_the_next_connection_clean()
    {
        for (var connection = 0; connection < 20; connection++)
        {
            using var inflater = new MessageInflater(Takeover, NoLimit);
            inflater.InflateText("f2 48 cd c9 c9 07 00").Should().Be("Hello");
            inflater.Append(Bytes("f2 48"), new ArrayBufferWriter<byte>()).Should().Be(InflateResult.Ok);

            using var other = new MessageInflater(Takeover, NoLimit);
            other.Inflate(Bytes("f2 00 11 00 00")).Result.Should().Be(InflateResult.Invalid);
        }
    }

    /// <summary>What the runtime's codec makes of a stream, and up to which byte it looked: it stops at the first final block.</summary>
    private static (bool IsValid, int Length, byte[] Message) InflateByRuntime(byte[] stream)
    {
        using var source = new SingleByteStream(stream);
        using var inflated = new MemoryStream();
        using var deflate = new DeflateStream(source, CompressionMode.Decompress);
        try
        {
            var buffer = new byte[256];
            for (var read = deflate.Read(buffer); read > 0; read = deflate.Read(buffer)) inflated.Write(buffer, 0, read);
            return (true, (int)source.Position, inflated.ToArray());
        }
        catch (InvalidDataException)
        {
            return (false, (int)source.Position, []);
        }
    }

    private static (InflateResult Result, byte[] Message) AppendAlone(ReadOnlySpan<byte> stream, int pieceSize)
    {
        using var inflater = new MessageInflater(Takeover, NoLimit);
        var output = new ArrayBufferWriter<byte>();
        var result = InflateResult.Ok;
        for (; !stream.IsEmpty && result == InflateResult.Ok; stream = stream[Math.Min(pieceSize, stream.Length)..])
        {
            result = inflater.Append(stream[..Math.Min(pieceSize, stream.Length)], output);
        }

        return (result, output.WrittenSpan.ToArray());
    }
    private sealed class SingleByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
