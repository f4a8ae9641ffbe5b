using System.Buffers;
using System.Text;
using MockWs.Wire;

namespace MockWs.Recording;

/// <summary>One connection's pen: every line it writes into the journal bears its number. One thread at a time.</summary>
internal sealed class ConnectionRecorder(Journal journal, int id, string remoteAddress = "")
{
    private long _closeCause;
    private long _lost;

    /// <summary>The connection's number.</summary>
    public int Id { get; } = id;

    /// <summary>Who the client is, with the path of its handshake once that is known.</summary>
    public ClientOrigin Origin { get; private set; } = new("", remoteAddress);

    /// <summary>Which chunk of the journal knows the origin, by its first sequence. The journal's own.</summary>
    public long Chunk { get; set; }

    /// <summary>Which chunk holds the payload that was received last, by its first sequence. The journal's own.</summary>
    public long ReceivedChunk { get; set; }

    /// <summary>Where in <see cref="ReceivedChunk"/> that payload stands. The journal's own.</summary>
    public int ReceivedOffset { get; set; }

    /// <summary>The entry of what was sent last.</summary>
    public long LastSent { get; private set; }

    /// <summary>The time for entries made now, in ticks of UTC.</summary>
    public long Now() => journal.Now();

    /// <summary>Says what the client came for; what was recorded of it before belongs there too.</summary>
    public void Comes(string path)
    {
        Origin = Origin with { Path = path };
        Chunk = 0;
    }

    /// <summary>Records a handshake that was granted, before its answer leaves.</summary>
    public long Opened(string path, ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer, int status) =>
        Handshake(JournalEntryKind.Opened, path, request, answer, status);

    /// <summary>Records a handshake that was refused, before its answer leaves.</summary>
    public long Refused(string path, ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer, int status) =>
        Handshake(JournalEntryKind.Refused, path, request, answer, status);

    /// <summary>Records what came, before anything reacts to it.</summary>
    public long Received(long ticks, in WireEvent read) =>
        journal.Append(this, Header(JournalEntryKind.Received, read.Payload.Length, read.Opcode, read.Frames, read.Compressed, ticks), 0, read.Payload);

    /// <summary>Records what is about to leave.</summary>
    public long Sent(long ticks, Opcode opcode, ReadOnlySpan<byte> payload, long cause, int frames = 1, bool compressed = false) =>
        LastSent = journal.Append(this, Header(JournalEntryKind.Sent, payload.Length, opcode, frames, compressed, ticks), cause, payload);

    /// <summary>Records what came, and that it is about to go back as it came: as <see cref="Received"/> and <see cref="SentEcho"/>, in one step.</summary>
    public void Exchanged(long ticks, in WireEvent read, bool compresses) => journal.AppendExchange(
        this,
        Header(JournalEntryKind.Received, read.Payload.Length, read.Opcode, read.Frames, read.Compressed, ticks),
        Header(JournalEntryKind.Sent, read.Payload.Length, read.Opcode, 1, compresses, ticks),
        read.Payload);

    /// <summary>Records that what was received last, and is this entry's cause, is about to go back as it came.</summary>
    public long SentEcho(long ticks, Opcode opcode, ReadOnlySpan<byte> payload, long cause, bool compressed) =>
        LastSent = journal.AppendEcho(this, Header(JournalEntryKind.Sent, payload.Length, opcode, 1, compressed, ticks), cause, payload);

    /// <summary>Records what is done about a message, or why nothing is.</summary>
    /// <param name="why">The decision, for people to read.</param>
    /// <param name="cause">The message's entry.</param>
    /// <param name="isUnmatched">Whether there were rules and none answered.</param>
    public long Decided(string why, long cause, bool isUnmatched = false) =>
        Note(JournalEntryKind.Decided, why, cause, flags: isUnmatched ? EntryFlags.Unmatched : EntryFlags.None);

    /// <summary>Records a broken rule.</summary>
    public long Violation(Violation violation) => Note(JournalEntryKind.Violation, $"{violation.Text} ({violation.Section})", 0, violation.Code);

    /// <summary>Records an error of the test author's code, or of the server.</summary>
    public long Error(string what, long cause) => Note(JournalEntryKind.Error, what, cause);

    /// <summary>Records a deliberate fault, before it is done.</summary>
    public long Fault(string what, long cause) => Note(JournalEntryKind.Fault, what, cause);

    /// <summary>Records the end after a close frame.</summary>
    public long Closed(int code, string reason, bool byClient) =>
        Note(JournalEntryKind.Closed, reason, _closeCause, code, byClient ? EntryFlags.ByClient : EntryFlags.None);

    /// <summary>Records an end without a close frame; once, whatever else breaks on the way to it.</summary>
    public long Lost(string why) => _lost > 0 ? _lost : _lost = Note(JournalEntryKind.Lost, why, 0);

    /// <summary>Remembers which entry began the close, as the cause of the end.</summary>
    public void CloseBeganAt(long sequence) => _closeCause = sequence;

    private long Handshake(JournalEntryKind kind, string path, ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer, int status)
    {
        Comes(path);
        var both = ArrayPool<byte>.Shared.Rent(request.Length + answer.Length);
        request.CopyTo(both);
        answer.CopyTo(both.AsSpan(request.Length));
        var payload = both.AsSpan(0, request.Length + answer.Length);
        var header = new EntryHeader(payload.Length, kind, 0, EntryFlags.None, Id, status, Now(), 0, request.Length);
        var sequence = journal.Append(this, header, 0, payload);
        ArrayPool<byte>.Shared.Return(both);
        return sequence;
    }

    private long Note(JournalEntryKind kind, string text, long cause, int detail = 0, EntryFlags flags = EntryFlags.None)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        return journal.Append(this, new EntryHeader(payload.Length, kind, 0, flags, Id, detail, Now(), 0, 0), cause, payload);
    }

    private EntryHeader Header(JournalEntryKind kind, int length, Opcode opcode, int frames, bool compressed, long ticks) =>
        new(length, kind, opcode, compressed ? EntryFlags.Compressed : EntryFlags.None, Id, frames, ticks, 0, 0);
}
