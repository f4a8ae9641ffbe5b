using MockWs.Wire;
using MockWs.Wire.Deflate;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class MessageAssemblerTests
{
    private const int Limit = 1000;

    private static readonly DeflateParameters Deflate = new(ServerNoContextTakeover: false, ClientNoContextTakeover: false);

    /// <summary>Conversations to cut at every byte: what they come to must not depend on the cut.</summary>
    private static IEnumerable<TestCaseData> Conversations()
    {
        byte[] mixed =
        [
            .. Text("Hello"), .. Frame(Opcode.Ping, Hex("01 02")),
            .. Text("", fin: false), .. Frame(Opcode.Continuation, [0xCE], fin: false),
            .. Frame(Opcode.Pong, []), .. Frame(Opcode.Continuation, [0xBA]), .. Frame(Opcode.Binary, RandomBytes(200)),
            .. Frame(Opcode.Text, [], rsv: 0), .. Frame(Opcode.Close, Hex("03 e8 6f 6b")), .. Text("late"),
        ];
        yield return Case("everything legal, and a close", mixed);
        yield return Case("heads and keys that look like heads", [.. Looking(0x82), .. Looking(0x81), .. Text("end")]);
        yield return Case("bad UTF-8", [.. Text("good"), .. Frame(Opcode.Text, Hex("41 42 ed a0 80 43")), .. Text("late")]);
        yield return Case("UTF-8 cut off", [.. Text("good"), .. Frame(Opcode.Text, Hex("41 e2 82")), .. Text("late")]);
        yield return Case("an orphan", [.. Text("good"), .. Frame(Opcode.Continuation, [1]), .. Text("late")]);
        yield return Case("not masked", [.. Text("good"), 0x81, 0x01, 0x41, .. Text("late")]);
        yield return Case("a bad close", [.. Text("good"), .. Frame(Opcode.Close, Hex("03 ed")), .. Text("late")]);
        yield return Case(
            "at the limit, then over it",
            [.. Frame(Opcode.Binary, new byte[Limit]), .. Frame(Opcode.Text, new byte[Limit + 1])]);
        yield return Case("over the limit in fragments", [.. Text("a", fin: false), .. Frame(Opcode.Continuation, new byte[Limit])]);
        yield return Case(
            "compressed",
            [
                .. Frame(Opcode.Text, Hex("f2 48 cd c9 c9 07 00"), rsv: 4), .. Frame(Opcode.Text, Hex("f2 00"), fin: false, rsv: 4),
                .. Frame(Opcode.Ping, []), .. Frame(Opcode.Continuation, Hex("11 00 00")), .. Text("plain"),
                .. Frame(Opcode.Binary, [0], rsv: 4),
                .. Frame(Opcode.Binary, [6], rsv: 4),
            ]);
    }

    [TestCaseSource(nameof(Conversations))]
    public void The_same_bytes_give_the_same_events_however_they_are_cut(byte[] bytes)
    {
        var whole = Events(bytes, bytes.Length);
        whole.Should().NotBeEmpty();
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Events(bytes, cut, bytes.Length).Should().Equal(whole, $"the first cut is at {cut}");
        }

        Events(bytes, 1).Should().Equal(whole);
        Events(bytes, 2, 3, 7).Should().Equal(whole);
    }

    [Test]
    public void Random_frames_legal_and_not_give_the_same_events_however_they_are_cut()
    {
        var random = new Random(6455);
        var violations = 0;
        for (var round = 0; round < 3000; round++)
        {
            var bytes = Enumerable.Range(0, random.Next(1, 8)).SelectMany(_ => RandomFrame(random)).ToArray();
            var whole = Events(bytes, bytes.Length);

            Events(bytes, 1).Should().Equal(whole, $"round {round}");
            Events(bytes, random.Next(1, 9), random.Next(1, 9), random.Next(1, 40)).Should().Equal(whole, $"round {round}");
            violations += whole.Count(line => line.Contains("RFC", StringComparison.Ordinal));
        }

        violations.Should().BeInRange(500, 2500, "both kinds of conversations occur");
    }

    [Test]
    public void Noise_never_throws()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var noise = RandomBytes(random.Next(1, 60), round);
            noise[0] &= 0x8F;
            FluentActions.Invoking(() => Events(noise, random.Next(1, 20))).Should().NotThrow();
        }
    }

    [TestCaseSource(nameof(Conversations))]
    public void Nothing_is_read_after_the_end(byte[] bytes)
    {
        using var assembler = Assembler();
        Read(assembler, bytes);
        if (assembler.HasEnded)
        {
            Read(assembler, Text("late")).Should().BeEmpty();
        }
        else
        {
            Read(assembler, Text("more")).Should().Equal("Text, 1 frames: 6D6F7265");
        }
    }

    [Test]
    public void A_message_over_the_limit_that_is_not_compressed_is_refused_though_compression_was_agreed()
    {
        using var assembler = Assembler();
        Read(assembler, Frame(Opcode.Binary, new byte[Limit + 1])[..8])
            .Should().Equal("1009: The message is 1001 bytes long; the limit is 1000 (RFC 6455 7.4.1)");
    }

    [Test]
    public void The_largest_limit_lets_compressed_messages_pass()
    {
        using var assembler = new MessageAssembler(int.MaxValue, new MessageInflater(Deflate, int.MaxValue));
        Read(assembler, Frame(Opcode.Text, Hex("f2 48 cd c9 c9 07 00"), rsv: 4)).Should().Equal("Text, 1 frames, compressed: 48656C6C6F");
    }

    [Test]
    public void A_whole_message_is_handed_out_where_it_lies()
    {
        using var assembler = Assembler();
        var bytes = Text("Hello");
        var input = bytes.AsSpan();

        assembler.TryRead(ref input, out var read).Should().BeTrue();

        read.Payload.Overlaps(bytes, out var offset).Should().BeTrue();
        Math.Abs(offset).Should().Be(6);
    }

    [Test]
    public void Whole_messages_take_no_memory()
    {
        using var assembler = Assembler();
        byte[] two = [.. Text("Hello"), .. Frame(Opcode.Binary, new byte[300])];
        var bytes = Enumerable.Repeat(two, 100).SelectMany(frames => frames).ToArray();
        Drain(assembler, (byte[])bytes.Clone());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var count = Drain(assembler, bytes);

        GC.GetAllocatedBytesForCurrentThread().Should().Be(before);
        count.Should().Be(200);
    }

    private static MessageAssembler Assembler() => new(Limit, new MessageInflater(Deflate, Limit));

    private static int Drain(MessageAssembler assembler, Span<byte> input)
    {
        var count = 0;
        while (assembler.TryRead(ref input, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>The events of bytes that come in pieces of these sizes, over and over.</summary>
    private static List<string> Events(byte[] bytes, params int[] pieces)
    {
        using var assembler = Assembler();
        var events = new List<string>();
        for (int done = 0, i = 0; done < bytes.Length; i++)
        {
            var piece = bytes.AsSpan(done, Math.Min(pieces[i % pieces.Length], bytes.Length - done)).ToArray();
            events.AddRange(Read(assembler, piece));
            done += piece.Length;
        }

        return events;
    }

    private static List<string> Read(MessageAssembler assembler, byte[] piece)
    {
        var events = new List<string>();
        var input = piece.AsSpan();
        while (assembler.TryRead(ref input, out var read))
        {
            events.Add(read.Violation?.ToString()
                ?? $"{read.Opcode}, {read.Frames} frames{(read.Compressed ? ", compressed" : "")}: {Convert.ToHexString(read.Payload)}");
        }

        input.IsEmpty.Should().BeTrue("what is handed in is used up");
        return events;
    }

    private static TestCaseData Case(string name, byte[] bytes) => new TestCaseData(bytes).SetArgDisplayNames(name);

    /// <summary>A message whose key, and whose bytes on the wire, could be taken for the head of another message.</summary>
    private static byte[] Looking(byte first) =>
        [first, 0x81, 0x82, 0x80, 0x81, 0x80, 0xC1, first, 0x82, 0x81, 0x81, 0x80, 0x82, 0xC2, 0xC1];

    private static byte[] RandomFrame(Random random)
    {
        Opcode[] likely = [Opcode.Text, Opcode.Binary, Opcode.Ping, Opcode.Pong, Opcode.Continuation];
        var opcode = random.Next(20) == 0 ? random.Next(16) : (int)likely[random.Next(likely.Length)];
        var payload = new byte[random.Next(8) == 0 ? random.Next(140) : random.Next(5)];
        random.NextBytes(payload);
        if (opcode < 2)
        {
            payload.AsSpan().Replace((byte)0, (byte)1);
            payload = [.. payload.Select(b => (byte)(b & 0x7F))];
        }

        var fin = random.Next(4) > 0 || opcode > 7;
        var rsv = random.Next(40) == 0 ? random.Next(8) : 0;
        return Frame((Opcode)opcode, payload, fin, (byte)rsv, (uint)random.Next());
    }
}
