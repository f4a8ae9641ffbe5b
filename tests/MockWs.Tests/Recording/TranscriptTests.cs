using MockWs.Recording;
using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Recording;

internal sealed class TranscriptTests
{
    [Test]
    public void A_conversation_reads_line_by_line()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        var question = recorder.Receive("{\"op\":\"subscribe\"}");
        recorder.Sent(recorder.Now(), Opcode.Text, "ack"u8, question, frames: 1, compressed: true);
        recorder.Receive(Opcode.Binary, [0x8B, 0x0A], frames: 3);
        var ping = recorder.Receive(Opcode.Ping, [0xFF]);
        recorder.Sent(recorder.Now(), Opcode.Pong, [0xFF], ping);
        recorder.Receive(Opcode.Ping, []);
        recorder.Decided("ping left without a pong: the automatic pong is off", ping);
        var close = recorder.Receive(Opcode.Close, Hex("03 e9 62 79 65"));
        recorder.CloseBeganAt(close);
        recorder.Sent(recorder.Now(), Opcode.Close, Hex("03 e9"), close);
        recorder.Closed(1001, "bye", byClient: true);

        Transcript.Print(journal).Should().Be(
            """
            #1    12:00:00.250  connection 1  opened     GET /chat HTTP/1.1 -> 101
            #2    12:00:00.250  connection 1  received   text   18 bytes  "{"op":"subscribe"}"
            #3    12:00:00.250  connection 1  sent       text   3 bytes, compressed  "ack"  (for #2)
            #4    12:00:00.250  connection 1  received   binary 2 bytes, 3 frames  8b 0a
            #5    12:00:00.250  connection 1  received   ping   1 byte  ff
            #6    12:00:00.250  connection 1  sent       pong   1 byte  ff  (for #5)
            #7    12:00:00.250  connection 1  received   ping   0 bytes
            #8    12:00:00.250  connection 1  decided    ping left without a pong: the automatic pong is off  (for #5)
            #9    12:00:00.250  connection 1  received   close 1001 "bye"
            #10   12:00:00.250  connection 1  sent       close 1001  (for #9)
            #11   12:00:00.250  connection 1  closed     1001 "bye" by the client  (for #9)

            """);
    }

    [Test]
    public void Every_bad_end_reads_on_one_line()
    {
        var journal = Journals.Create();
        var refused = new ConnectionRecorder(journal, 1);
        refused.Refused("/no", "GET /no HTTP/1.1\r\nHost: x\r\n\r\n"u8, "HTTP/1.1 404 Not Found\r\n\r\n"u8, 404);
        refused.Violation(new Violation(1002, "A client's frame must be masked: text, fin, 5 bytes", "RFC 6455 5.1"));
        refused.Lost("the connection broke:\r\nsecond line");
        refused.Error("It failed\n   at Somewhere()", 0);
        refused.Receive(Opcode.Close, []);
        refused.Closed(1005, "", byClient: false);

        Transcript.Print(journal).Should().Be(
            """
            #1    12:00:00.250  connection 1  refused    GET /no HTTP/1.1 -> 404
            #2    12:00:00.250  connection 1  violation  1002: A client's frame must be masked: text, fin, 5 bytes (RFC 6455 5.1)
            #3    12:00:00.250  connection 1  lost       the connection broke:\r\nsecond line
            #4    12:00:00.250  connection 1  error      It failed\n   at Somewhere()
            #5    12:00:00.250  connection 1  received   close
            #6    12:00:00.250  connection 1  closed     1005 by the server

            """);
    }

    [Test]
    public void Long_text_is_cut_and_says_how_much_is_left_out() =>
        Received(new string('x', 120)).Should().EndWith($"text   120 bytes  \"{new string('x', 100)}… 20 more\"");

    [Test]
    public void Text_is_not_cut_inside_a_character() =>
        Received(new string('x', 99) + "👋👋").Should().EndWith($"text   107 bytes  \"{new string('x', 99)}… 4 more\"");

    [Test]
    public void Long_bytes_are_cut_and_say_how_many_are_left_out()
    {
        var journal = Journals.Create();
        new ConnectionRecorder(journal, 1).Receive(Opcode.Binary, new byte[100]);

        Transcript.Print(journal).Should().EndWith($"binary 100 bytes  {string.Join(' ', Enumerable.Repeat("00", 24))} … 76 more\n");
    }

    [TestCase("a\tb\r\nc", "a\\tb\\r\\nc")]
    [TestCase("\u001b[31mred\u007f\u0085", "\\u001b[31mred\\u007f\\u0085")]
    public void Control_characters_are_shown_as_escapes(string text, string shown) => Received(text).Should().EndWith($"\"{shown}\"");

    [Test]
    public void An_entry_prints_as_its_line()
    {
        var journal = Journals.Create();
        journal.Open();

        journal.Single().ToString().Should().Be(Transcript.Line(journal.Single()));
    }

    private static string Received(string text)
    {
        var journal = Journals.Create();
        new ConnectionRecorder(journal, 1).Receive(text);
        return Transcript.Line(journal.Single());
    }
}
