using System.Text;
using System.Text.Json;
using MockWs.Recording;
using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Recording;

internal sealed class JournalJsonTests
{
    [Test]
    public async Task Every_kind_of_entry_is_a_line_of_JSON_that_says_what_the_entry_says()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        var cause = recorder.Receive("\"line\"\n\u0001 ö 👋");
        recorder.Sent(recorder.Now(), Opcode.Binary, [0, 255], cause, frames: 2, compressed: true);
        recorder.Receive(Opcode.Ping, [0xFF]);
        recorder.Receive(Opcode.Pong, "beat"u8.ToArray());
        recorder.Receive(Opcode.Close, Hex("03 e8 6f 6b"));
        recorder.Receive(Opcode.Close, []);
        recorder.Decided("ignored", cause);
        recorder.Violation(new Violation(1002, "wrong", "RFC 6455 5.1"));
        recorder.Error("failed", cause);
        recorder.Lost("gone");
        recorder.Closed(4000, "bye", byClient: false);
        new ConnectionRecorder(journal, 2, "memory").Refused("/no", "GET /no HTTP/1.1\r\n\r\n"u8, "HTTP/1.1 404 Not Found\r\n\r\n"u8, 404);

        var lines = await ExportAsync(journal);

        lines.Should().Equal(
            Line(1, "opened", "\"address\":\"memory\",\"status\":101,\"request\":\"GET /chat HTTP/1.1\\r\\n\\r\\n\","
                + "\"answer\":\"HTTP/1.1 101 Switching Protocols\\r\\n\\r\\n\""),
            Line(2, "received", "\"opcode\":\"text\",\"frames\":1,\"text\":\"\\u0022line\\u0022\\n\\u0001 \\u00F6 \\uD83D\\uDC4B\""),
            Line(3, "sent", "\"opcode\":\"binary\",\"frames\":2,\"compressed\":true,\"base64\":\"AP8=\",\"cause\":2"),
            Line(4, "received", "\"opcode\":\"ping\",\"frames\":1,\"base64\":\"/w==\""),
            Line(5, "received", "\"opcode\":\"pong\",\"frames\":1,\"text\":\"beat\""),
            Line(6, "received", "\"opcode\":\"close\",\"frames\":1,\"closeCode\":1000,\"text\":\"ok\""),
            Line(7, "received", "\"opcode\":\"close\",\"frames\":1,\"closeCode\":1005,\"text\":\"\""),
            Line(8, "decided", "\"text\":\"ignored\",\"cause\":2"),
            Line(9, "violation", "\"closeCode\":1002,\"text\":\"wrong (RFC 6455 5.1)\""),
            Line(10, "error", "\"text\":\"failed\",\"cause\":2"),
            Line(11, "lost", "\"closeCode\":1006,\"text\":\"gone\""),
            Line(12, "closed", "\"closeCode\":4000,\"closedByClient\":false,\"text\":\"bye\""),
            Line(13, "refused", "\"address\":\"memory\",\"status\":404,\"request\":\"GET /no HTTP/1.1\\r\\n\\r\\n\","
                + "\"answer\":\"HTTP/1.1 404 Not Found\\r\\n\\r\\n\"", 2, "/no"));
    }

    [Test]
    public async Task Payloads_come_back_from_the_JSON_byte_for_byte()
    {
        var journal = Journals.Create();
        var recorder = journal.Open();
        for (var i = 0; i < 200; i++)
        {
            recorder.Receive(i % 2 == 0 ? Opcode.Binary : Opcode.Ping, RandomBytes(i, i));
            recorder.Receive(string.Concat(Enumerable.Range(i * 10, 10).Select(code => (char)code)));
        }

        var lines = await ExportAsync(journal);

        lines.Skip(1).Select(Payload).Should()
            .BeEquivalentTo(journal.Skip(1).Select(entry => entry.Payload.ToArray()), options => options.WithStrictOrdering());

        static byte[] Payload(string line)
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.TryGetProperty("base64", out var bytes)
                ? bytes.GetBytesFromBase64()
                : Encoding.UTF8.GetBytes(json.RootElement.GetProperty("text").GetString()!);
        }
    }

    private static async Task<string[]> ExportAsync(Journal journal)
    {
        using var output = new MemoryStream();
        await journal.WriteJsonLinesAsync(output);
        var text = Encoding.UTF8.GetString(output.ToArray());
        text.Should().EndWith("\n");
        return text[..^1].Split('\n');
    }

    private static string Line(int sequence, string kind, string rest, int connection = 1, string path = "/chat") =>
        $"{{\"sequence\":{sequence},\"time\":\"2026-03-04T12:00:00.25+00:00\",\"connection\":{connection},"
        + $"\"path\":\"{path}\",\"kind\":\"{kind}\",{rest}}}";
}
