using System.Text;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Tests.Recording;

/// <summary>Journals to write into without a server, at a time that stands still.</summary>
internal static class Journals
{
    public const long Ample = 256 * 1024 * 1024;

    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, 250, TimeSpan.Zero);

    public static Journal Create(long limit = Ample, string? spillFile = null, FakeTimeProvider? spillTime = null) =>
        new(new FakeTimeProvider(Noon), limit, spillFile, spillTime ?? new FakeTimeProvider());

    public static ConnectionRecorder Open(this Journal journal, int id = 1, string path = "/chat")
    {
        var recorder = new ConnectionRecorder(journal, id, "memory");
        recorder.Opened(path, Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n\r\n"), "HTTP/1.1 101 Switching Protocols\r\n\r\n"u8, 101);
        return recorder;
    }

    public static long Receive(this ConnectionRecorder recorder, string text) =>
        recorder.Receive(Opcode.Text, Encoding.UTF8.GetBytes(text));

    public static long Receive(this ConnectionRecorder recorder, Opcode opcode, byte[] payload, int frames = 1, bool compressed = false) =>
        recorder.Received(recorder.Now(), new WireEvent(opcode, payload, frames, compressed));

    /// <summary>Receives a message, and sends it back as it came.</summary>
    public static void Echo(this ConnectionRecorder recorder, byte[] payload)
    {
        var cause = recorder.Receive(Opcode.Binary, payload);
        recorder.SentEcho(recorder.Now(), Opcode.Binary, payload, cause, compressed: false);
    }

    /// <summary>What an entry says, to compare with.</summary>
    public static string Say(JournalEntry entry) =>
        $"{entry.Sequence} {entry.Time.Ticks} {entry.Connection} {entry.Path} {entry.RemoteAddress} {entry.Kind} {entry.Opcode} "
        + $"{entry.Status} {entry.CloseCode} {entry.ClosedByClient} {entry.Frames} {entry.IsCompressed} {entry.Cause} "
        + $"{entry.Request?.Length} {Convert.ToHexString(entry.Payload.Span)}";
}
