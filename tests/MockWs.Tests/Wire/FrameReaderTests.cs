using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class FrameReaderTests
{
    [Test]
    public void A_head_may_be_cut_anywhere([Values(0, 125, 126, 65535, 65536)] int length)
    {
        var frame = Frame(Opcode.Binary, RandomBytes(length));
        var size = frame.Length - length;
        for (var cut = 0; cut <= size; cut++)
        {
            var reader = new FrameReader();
            var first = frame.AsSpan(0, cut);
            var second = frame.AsSpan(cut);

            reader.TryReadHeader(ref first, out var header).Should().Be(cut == size);
            first.IsEmpty.Should().BeTrue("what is handed in is used up");
            reader.IsInHeader.Should().Be(cut > 0 && cut < size);
            if (cut < size)
            {
                reader.TryReadHeader(ref second, out header).Should().BeTrue();
            }

            header.Should().Be(FrameHeader.Parse(frame));
            reader.Remaining.Should().Be(length);
            reader.IsInHeader.Should().BeFalse();
            second.Length.Should().Be(length);
        }
    }

    [Test]
    public void A_head_in_single_bytes_is_read_with_its_last()
    {
        var reader = new FrameReader();
        var frame = Frame(Opcode.Binary, RandomBytes(65536));
        for (var i = 0; i < FrameHeader.MaxSize; i++)
        {
            var piece = frame.AsSpan(i, 1);
            reader.TryReadHeader(ref piece, out _).Should().Be(i == FrameHeader.MaxSize - 1);
        }
    }

    [Test]
    public void A_payload_is_unmasked_in_pieces_as_in_one([Values(1, 2, 3, 5, 64, 1000)] int pieceSize, [Values] bool inPlace)
    {
        var frame = Frame(Opcode.Binary, RandomBytes(1000));
        var reader = new FrameReader();
        var buffer = new PooledBuffer();
        var payload = new List<byte>();
        var rest = frame.AsSpan();
        reader.TryReadHeader(ref rest, out _).Should().BeTrue();

        while (reader.Remaining > 0)
        {
            var piece = rest[..Math.Min(pieceSize, rest.Length)];
            rest = rest[piece.Length..];
            if (inPlace)
            {
                payload.AddRange(reader.ReadPayload(ref piece));
            }
            else
            {
                reader.ReadPayload(ref piece, buffer);
            }

            piece.IsEmpty.Should().BeTrue();
        }

        (inPlace ? payload.ToArray() : buffer.Written.ToArray()).Should().Equal(RandomBytes(1000));
        buffer.Release();
    }

    [Test]
    public void A_payload_ends_where_the_next_frame_begins()
    {
        var reader = new FrameReader();
        Span<byte> input = [.. Text("a"), .. Text("bc")];

        reader.TryReadHeader(ref input, out _).Should().BeTrue();
        reader.ReadPayload(ref input).ToArray().Should().Equal("a"u8.ToArray());
        reader.TryReadHeader(ref input, out var second).Should().BeTrue();
        second.PayloadLength.Should().Be(2);
        reader.ReadPayload(ref input).ToArray().Should().Equal("bc"u8.ToArray());
        input.IsEmpty.Should().BeTrue();
    }

    [Test]
    public void An_announcement_of_2_GiB_takes_no_memory_before_its_bytes_come()
    {
        var reader = new FrameReader();
        var buffer = new PooledBuffer();
        var input = Hex("82 ff 00 00 00 00 7f ff ff ff 00 00 00 00 41").AsSpan();
        reader.TryReadHeader(ref input, out _).Should().BeTrue();

        reader.ReadPayload(ref input, buffer);

        buffer.GetMemory().Length.Should().BeLessThan(1024 * 1024);
        buffer.Release();
    }

    [Test]
    public void No_memory_is_taken_for_heads_whole_or_cut()
    {
        var frames = Enumerable.Repeat(Frame(Opcode.Binary, []), 100).SelectMany(frame => frame).ToArray();
        var reader = new FrameReader();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < frames.Length; i++)
        {
            var piece = frames.AsSpan(i, 1);
            reader.TryReadHeader(ref piece, out _);
        }

        GC.GetAllocatedBytesForCurrentThread().Should().Be(before);
    }
}
