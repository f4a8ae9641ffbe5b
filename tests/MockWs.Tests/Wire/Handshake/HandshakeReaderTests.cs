using System.Buffers;
using System.Text;
using MockWs.Wire.Handshake;

namespace MockWs.Tests.Wire.Handshake;

[TestFixture]
public sealed class HandshakeReaderTests
{
    private static readonly byte[] Good = Heads.Bytes(Heads.Good);
    private static readonly byte[] Frame = [0x81, 0x83, 1, 2, 3, 4, (byte)'\n', (byte)'\r', (byte)'\n'];

    [Test]
    public void A_whole_head_is_complete_and_kept_as_it_came()
    {
        var reader = new HandshakeReader();
        var input = new ReadOnlySequence<byte>(Good);

        reader.Read(ref input).Should().Be(HandshakeProgress.Complete);

        input.IsEmpty.Should().BeTrue();
        reader.Request!.Raw.ToArray().Should().Equal(Good);
        reader.Received.ToArray().Should().Equal(Good);
        reader.Refusal.Should().BeNull();
    }

    [Test]
    public void Frame_bytes_in_the_same_segment_stay_in_the_input()
    {
        var reader = new HandshakeReader();
        var input = new ReadOnlySequence<byte>([.. Good, .. Frame]);

        reader.Read(ref input).Should().Be(HandshakeProgress.Complete);

        input.ToArray().Should().Equal(Frame);
        reader.Request!.Raw.ToArray().Should().Equal(Good);
        reader.Received.ToArray().Should().Equal(Good);
    }

    [Test]
    public void A_head_cut_into_two_segments_anywhere_gives_the_same_request_and_the_same_rest()
    {
        byte[] all = [.. Good, .. Frame];
        for (var cut = 0; cut <= all.Length; cut++)
        {
            var reader = new HandshakeReader();
            var input = Segments(all[..cut], [], all[cut..]);

            reader.Read(ref input).Should().Be(HandshakeProgress.Complete, "cut at {0}", cut);

            reader.Request!.Raw.ToArray().Should().Equal(Good, "cut at {0}", cut);
            input.ToArray().Should().Equal(Frame, "cut at {0}", cut);
        }
    }

    [Test]
    public void A_head_cut_into_two_reads_anywhere_gives_the_same_request()
    {
        for (var cut = 0; cut < Good.Length; cut++)
        {
            var reader = new HandshakeReader();

            Feed(reader, Good.AsMemory(0, cut)).Should().Be(HandshakeProgress.NeedMore, "cut at {0}", cut);
            reader.Received.ToArray().Should().Equal(Good[..cut]);
            Feed(reader, Good.AsMemory(cut)).Should().Be(HandshakeProgress.Complete, "cut at {0}", cut);

            reader.Request!.Raw.ToArray().Should().Equal(Good, "cut at {0}", cut);
        }
    }

    [Test]
    public void A_request_in_single_bytes_costs_linear_time()
    {
        // A reader that looks again at all it has for each byte that comes would need minutes for these two megabytes.
        const int Size = 2 * 1024 * 1024;
        var head = Heads.Bytes(Heads.With($"Cookie: {new string('c', Size)}"));
        var reader = new HandshakeReader(2 * Size);
        var early = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var at = 0; at < head.Length - 1; at++)
            early += Feed(reader, head.AsMemory(at, 1)) == HandshakeProgress.NeedMore ? 0 : 1;
        var last = Feed(reader, head.AsMemory(head.Length - 1));

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(6L * head.Length, "what comes is copied into arrays that double");
        early.Should().Be(0);
        last.Should().Be(HandshakeProgress.Complete);
        reader.Request!.Raw.Span.SequenceEqual(head).Should().BeTrue();
    }

    // RFC 9112 2.2
    [Test]
    public void Empty_lines_before_the_request_line_are_passed_over()
    {
        var reader = new HandshakeReader();

        foreach (var next in Heads.Bytes("\r\n\r\n" + Heads.Good)[..^1].Chunk(1))
            Feed(reader, next).Should().Be(HandshakeProgress.NeedMore);
        Feed(reader, "\n"u8.ToArray()).Should().Be(HandshakeProgress.Complete);

        reader.Request!.Raw.ToArray().Should().Equal(Good);
    }

    [TestCase("GET / HTTP/1.1\nHost: a\n\n")]
    [TestCase("GET / HTTP/1.1\r\nHost: a\r\n\n")]
    [TestCase("GET / HTTP/1.1\n\r\n")]
    public void A_head_with_bare_line_feeds_is_complete_so_that_it_gets_an_answer_at_once(string head)
    {
        var reader = new HandshakeReader();

        Feed(reader, Heads.Bytes(head)).Should().Be(HandshakeProgress.Complete);

        HandshakeRules.Check(reader.Request!)!.Section.Should().Be("RFC 9112 2.2");
    }

    [TestCase("\n")]
    [TestCase("GET / HTTP/1.1\r\n\r\n")]
    public void An_empty_line_ends_the_head(string head)
    {
        var reader = new HandshakeReader();

        Feed(reader, Heads.Bytes(head)).Should().Be(HandshakeProgress.Complete);

        Encoding.Latin1.GetString(reader.Request!.Raw.Span).Should().Be(head);
    }

    // RFC 6585 5
    [Test]
    public void A_head_of_exactly_the_limit_is_read_whatever_follows_it()
    {
        var reader = new HandshakeReader(Good.Length);
        var input = Segments(Good, Frame);

        reader.Read(ref input).Should().Be(HandshakeProgress.Complete);

        input.ToArray().Should().Equal(Frame);
    }

    [Test]
    public void A_head_over_the_limit_is_refused_at_the_limit_with_431([Values(1, 7, 100_000)] int piece)
    {
        var reader = new HandshakeReader();
        var head = Heads.Bytes(Heads.With($"Cookie: {new string('c', HandshakeReader.DefaultHeadLimit)}"));
        var progress = HandshakeProgress.NeedMore;
        foreach (var next in head.Chunk(piece).TakeWhile(_ => progress == HandshakeProgress.NeedMore))
            progress = Feed(reader, next);

        progress.Should().Be(HandshakeProgress.Refused);
        reader.Refusal!.StatusCode.Should().Be(431);
        reader.Refusal.Section.Should().Be("RFC 6585 5");
        reader.Refusal.Text.Should().Contain("32768 bytes");
        reader.Received.Length.Should().Be(32 * 1024);
        reader.Request.Should().BeNull();
    }

    [Test]
    public void What_is_over_the_limit_stays_in_the_input()
    {
        var reader = new HandshakeReader(10);
        var input = Segments(Good[..8], Good[8..20]);

        reader.Read(ref input).Should().Be(HandshakeProgress.Refused);

        input.ToArray().Should().Equal(Good[10..20]);
    }

    // RFC 6455 3: wss is a scheme of its own
    [Test]
    public void A_TLS_client_is_refused_at_its_first_byte()
    {
        var reader = new HandshakeReader();

        Feed(reader, new byte[] { 0x16, 0x03, 0x01, 0x02, 0x00 }).Should().Be(HandshakeProgress.Refused);

        reader.Refusal!.StatusCode.Should().Be(400);
        reader.Refusal.Text.Should().Contain("TLS");
        reader.Refusal.Advice.Should().Contain("ws://");
        reader.Received.ToArray().Should().Equal(0x16, 0x03, 0x01, 0x02, 0x00);
    }

    [TestCase("\0")]
    [TestCase(" GET / HTTP/1.1")]
    [TestCase("\r\n\u0081")]
    [TestCase(":")]
    public void Bytes_that_cannot_begin_a_request_are_refused_at_once(string bytes)
    {
        var reader = new HandshakeReader();

        Feed(reader, Heads.Bytes(bytes)).Should().Be(HandshakeProgress.Refused);

        reader.Refusal!.StatusCode.Should().Be(400);
        reader.Refusal.Section.Should().Be("RFC 9112 3");
    }

    private static HandshakeProgress Feed(HandshakeReader reader, ReadOnlyMemory<byte> bytes)
    {
        var input = new ReadOnlySequence<byte>(bytes);
        return reader.Read(ref input);
    }

    private static ReadOnlySequence<byte> Segments(params byte[][] pieces)
    {
        var first = new Segment(pieces[0], null);
        var last = pieces[1..].Aggregate(first, (previous, piece) => new Segment(piece, previous));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? previous)
        {
            Memory = bytes;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
