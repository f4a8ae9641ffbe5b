using System.Runtime.CompilerServices;
using MockWs.Recording;
using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Recording;

internal sealed class JournalTests
{
    [Test]
    public void An_entrys_header_takes_at_most_40_bytes()
    {
        Unsafe.SizeOf<EntryHeader>().Should().Be(EntryHeader.Size);
        EntryHeader.Size.Should().BeLessThanOrEqualTo(40);
    }

    [Test]
    public void Entries_stand_in_the_order_in_which_they_were_made_and_know_their_cause()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        var question = recorder.Receive("question");
        recorder.Receive(Opcode.Ping, [1]);
        recorder.Sent(recorder.Now(), Opcode.Text, "answer"u8, question, frames: 2, compressed: true);
        recorder.CloseBeganAt(recorder.Receive(Opcode.Close, Hex("03 e8 6f 6b")));
        recorder.Closed(1000, "ok", byClient: true);

        var entries = journal.ToList();

        entries.Select(entry => entry.Sequence).Should().Equal(1, 2, 3, 4, 5, 6);
        entries.Select(entry => entry.Cause).Should().Equal(null, null, null, 2, null, 5);
        entries.Should().OnlyContain(entry => entry.Connection == 1 && entry.Path == "/chat" && entry.Time == Journals.Noon);
        journal.Count.Should().Be(6);
    }

    [Test]
    public void An_entry_says_what_its_kind_has_to_say()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        recorder.Receive(Opcode.Binary, [1, 2], frames: 3, compressed: true);
        recorder.Receive(Opcode.Close, Hex("0f a0 62 79 65"));
        recorder.Violation(new Violation(1002, "It is wrong", "RFC 6455 5.1"));
        recorder.Lost("gone");
        recorder.Closed(1001, "away", byClient: false);

        var entries = journal.ToList();

        (entries[0].Request, entries[0].Answer, entries[0].Status)
            .Should().Be(("GET /chat HTTP/1.1\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\n\r\n", 101));
        (entries[1].Opcode, entries[1].Frames, entries[1].IsCompressed, entries[1].IsBinary, entries[1].IsText).Should()
            .Be((Opcode.Binary, 3, true, true, false));
        (entries[2].CloseCode, entries[2].Text).Should().Be((4000, "bye"));
        (entries[3].CloseCode, entries[3].Text, entries[3].Opcode, entries[3].Status).Should()
            .Be((1002, "It is wrong (RFC 6455 5.1)", null, null));
        (entries[4].CloseCode, entries[4].Text).Should().Be((1006, "gone"));
        (entries[5].CloseCode, entries[5].Text, entries[5].ClosedByClient).Should().Be((1001, "away", false));
    }

    [Test]
    public void An_echoed_payload_is_stored_once()
    {
        var journal = Journals.Create();
        journal.Open().Echo(RandomBytes(100));

        var (received, sent) = (journal.ElementAt(1), journal.ElementAt(2));

        sent.Payload.ToArray().Should().Equal(RandomBytes(100));
        sent.Payload.Span.Overlaps(received.Payload.Span, out var offset).Should().BeTrue();
        offset.Should().Be(0);
        sent.Cause.Should().Be(received.Sequence);
    }

    [Test]
    public void Echoes_of_several_connections_are_read_right_across_the_borders_of_chunks(
        [Values(0, 1, 31, 32, 33, 500, 4063, 4064, 4065, 9000)] int size)
    {
        var journal = Journals.Create();
        ConnectionRecorder[] recorders = [journal.Open(1, "/one"), journal.Open(2, "/two"), journal.Open(3, "/three")];
        for (var i = 0; i < 300; i++)
        {
            recorders[i % 3].Echo(RandomBytes(size, i));
        }

        var entries = journal.Skip(3).ToList();

        for (var i = 0; i < 300; i++)
        {
            var (received, sent) = (entries[2 * i], entries[(2 * i) + 1]);
            received.Payload.Span.SequenceEqual(RandomBytes(size, i)).Should().BeTrue();
            sent.Payload.Span.SequenceEqual(RandomBytes(size, i)).Should().BeTrue();
            (sent.Path, received.Path).Should().Be((recorders[i % 3].Origin.Path, recorders[i % 3].Origin.Path));
            sent.Cause.Should().Be(received.Sequence);
        }
    }

    /// <summary>The received message fills its chunk, so the echo needs one of its own, larger than a chunk would be.</summary>
    [Test]
    public void An_echo_that_begins_a_chunk_knows_its_path([Values(1024 * 1024, 4 * 1024 * 1024)] int chunk)
    {
        var journal = Journals.Create();
        journal.Open().Echo(RandomBytes(chunk - EntryHeader.Size));

        journal.Select(entry => entry.Path).Should().Equal("/chat", "/chat", "/chat");
        journal.Last().Payload.Span.SequenceEqual(journal.ElementAt(1).Payload.Span).Should().BeTrue();
    }

    [Test]
    public void An_echo_after_a_clear_has_its_payload()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        var cause = recorder.Receive(Opcode.Binary, [1, 2, 3]);
        journal.Clear();
        recorder.SentEcho(recorder.Now(), Opcode.Binary, [1, 2, 3], cause, compressed: false);

        journal.Single().Payload.ToArray().Should().Equal(1, 2, 3);
        journal.Single().Path.Should().Be("/chat");
    }

    [Test]
    public void A_bound_drops_the_oldest_and_counts_them()
    {
        const int Limit = 64 * 1024;
        var journal = Journals.Create(Limit);
        var recorder = journal.Open();
        for (var i = 0; i < 10_000; i++)
        {
            recorder.Receive($"message {i}");
        }

        var entries = journal.ToList();

        journal.Dropped.Should().BePositive();
        journal.Count.Should().Be(10_001 - journal.Dropped);
        entries.Select(entry => entry.Sequence).Should()
            .Equal(Enumerable.Range((int)journal.Dropped + 1, (int)journal.Count).Select(sequence => (long)sequence));
        entries[^1].Text.Should().Be("message 9999");
        entries.Sum(entry => EntryHeader.Size + entry.Payload.Length).Should().BeInRange(Limit / 4, Limit);
    }

    [Test]
    public void A_message_larger_than_the_bound_is_kept_alone()
    {
        var journal = Journals.Create(limit: 10_000);
        journal.Open().Receive(Opcode.Binary, RandomBytes(50_000));

        journal.Single().Payload.ToArray().Should().Equal(RandomBytes(50_000));
        journal.Dropped.Should().Be(1);
    }

    [Test]
    public void Clear_forgets_and_the_numbers_go_on()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        recorder.Receive("before");
        journal.Clear();
        (journal.Count, journal.Dropped, journal.Any()).Should().Be((0, 0, false));

        recorder.Receive("after");

        (journal.Count, journal.Single().Sequence, journal.Single().Text, journal.Single().Path).Should().Be((1, 3, "after", "/chat"));
    }

    [Test]
    public void Clear_and_the_bound_count_apart()
    {
        var journal = Journals.Create(limit: 20_000);
        var recorder = journal.Open();
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 1000; i++)
            {
                recorder.Receive("0123456789");
            }

            journal.Count.Should().Be(journal.ToList().Count);
            journal.Clear();
            journal.Count.Should().Be(0);
        }

        journal.Dropped.Should().BePositive();
    }

    [Test]
    public void Entries_that_were_read_stay_as_they_are_when_the_journal_lets_them_go([Values] bool clear)
    {
        var journal = Journals.Create(limit: 16 * 1024);
        var recorder = journal.Open();
        recorder.Receive(Opcode.Binary, RandomBytes(1000));
        var kept = journal.ToList();
        if (clear)
        {
            journal.Clear();
        }

        for (var i = 0; i < 1000; i++)
        {
            recorder.Receive(Opcode.Binary, new byte[1000]);
        }

        kept[1].Payload.ToArray().Should().Equal(RandomBytes(1000));
        kept[0].Request.Should().Be("GET /chat HTTP/1.1\r\n\r\n");
    }

    [Test]
    public void A_snapshot_shows_what_there_was_when_it_began()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        using var reading = journal.GetEnumerator();
        recorder.Receive("later");

        reading.MoveNext().Should().BeTrue();
        reading.MoveNext().Should().BeFalse();
    }

    [Test]
    public async Task Snapshots_are_whole_while_four_threads_write()
    {
        const int Messages = 5000;
        var journal = Journals.Create();
        var recorders = Enumerable.Range(1, 4).Select(id => journal.Open(id, $"/{id}")).ToList();
        var writing = Task.WhenAll(recorders.Select(recorder => Task.Run(() =>
        {
            for (var i = 0; i < Messages; i++)
            {
                recorder.Echo(RandomBytes(i % 300, (recorder.Id * Messages) + i));
            }
        })));

        do
        {
            Check([.. journal]);
        }
        while (!writing.IsCompleted);

        await writing;
        Check([.. journal]);
        journal.Count.Should().Be(4 + (4 * 2 * Messages));

        static void Check(List<JournalEntry> entries)
        {
            var next = new int[5];
            for (var i = 0; i < entries.Count; i++)
            {
                var entry = entries[i];
                var isWhole = entry.Sequence == i + 1 && entry.Path == $"/{entry.Connection}";
                if (entry.Opcode is not null)
                {
                    var number = next[entry.Connection]++;
                    var expected = RandomBytes(number / 2 % 300, (entry.Connection * Messages) + (number / 2));
                    isWhole &= entry.Kind == (number % 2 == 0 ? JournalEntryKind.Received : JournalEntryKind.Sent)
                        && entry.Payload.Span.SequenceEqual(expected);
                }

                if (!isWhole)
                {
                    Assert.Fail($"Entry {i + 1} is torn: {entry}");
                }
            }
        }
    }

    [Test]
    public void Appending_to_a_chunk_takes_no_memory()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        recorder.Echo(RandomBytes(1024 * 1024));
        byte[] payload = [1, 2, 3];
        recorder.Echo(payload);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            recorder.Echo(payload);
        }

        GC.GetAllocatedBytesForCurrentThread().Should().Be(before);
    }
}
