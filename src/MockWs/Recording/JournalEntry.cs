using System.Text;
using MockWs.Wire;

namespace MockWs.Recording;

/// <summary>One thing that happened. Immutable, and safe to read from any thread for as long as it is kept.</summary>
public sealed class JournalEntry
{
    private readonly EntryHeader _header;
    private readonly ClientOrigin _origin;
    private string? _text;

    /// <summary>The number that stands for the server itself.</summary>
    internal const int OfServer = 0;

    internal JournalEntry(in EntryHeader header, long sequence, ClientOrigin origin, ReadOnlyMemory<byte> payload)
    {
        _header = header;
        Sequence = sequence;
        _origin = origin;
        Payload = payload;
    }

    /// <summary>The place in the journal: 1 for the first entry of a server, and never used twice.</summary>
    public long Sequence { get; }

    /// <summary>The connection's number: 1 for the first client of a server, 0 for what the server does without one, such as closing its port.</summary>
    public int Connection => _header.Connection;

    /// <summary>The path of the connection's handshake, without the query; empty where no request came.</summary>
    public string Path => _origin.Path;

    /// <summary>Where the client is, such as <c>127.0.0.1:51234</c>; <c>memory</c> for one without a port.</summary>
    public string RemoteAddress => _origin.RemoteAddress;

    /// <summary>When it happened, by the server's <see cref="TimeProvider"/>, in UTC.</summary>
    public DateTimeOffset Time => new(_header.Ticks, TimeSpan.Zero);

    /// <summary>What the entry says.</summary>
    public JournalEntryKind Kind => _header.Kind;

    /// <summary>The opcode of a <see cref="JournalEntryKind.Received"/> or <see cref="JournalEntryKind.Sent"/> entry; null of others.</summary>
    public Opcode? Opcode => Kind is JournalEntryKind.Received or JournalEntryKind.Sent ? _header.Opcode : null;

    /// <summary>The payload of a message or control frame as it was before any compression; else the bytes of <see cref="Text"/>.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>
    /// The payload as UTF-8 text: of a message, the message; of a close, the reason; of a violation, a fault, an error or a lost connection,
    /// what was wrong; of an opened or refused connection, the upgrade request and the answer.
    /// </summary>
    public string Text => _text ??= Encoding.UTF8.GetString(IsCloseFrame && Payload.Length >= 2 ? Payload.Span[2..] : Payload.Span);

    /// <summary>Whether this is a text message, received or sent.</summary>
    public bool IsText => Opcode == Wire.Opcode.Text;

    /// <summary>Whether this is a binary message, received or sent.</summary>
    public bool IsBinary => Opcode == Wire.Opcode.Binary;

    /// <summary>The upgrade request of an opened or refused connection, head and nothing more; null of other entries.</summary>
    public string? Request => IsHandshake ? Encoding.Latin1.GetString(RequestBytes.Span) : null;

    /// <summary>The answer to <see cref="Request"/>, as it was written; null of other entries.</summary>
    public string? Answer => IsHandshake ? Encoding.UTF8.GetString(Payload.Span[_header.Offset..]) : null;

    /// <summary>The HTTP status of the answer of an opened or refused connection; null of other entries.</summary>
    public int? Status => IsHandshake ? _header.Detail : null;

    /// <summary>
    /// The close code of a close frame, a violation or a closed connection; 1005 of a close frame without one, 1006 of a lost connection
    /// (RFC 6455 section 7.1.5); null of other entries.
    /// </summary>
    public int? CloseCode => Kind switch
    {
        JournalEntryKind.Violation or JournalEntryKind.Closed => _header.Detail,
        JournalEntryKind.Lost => Wire.CloseCode.Abnormal,
        _ => IsCloseFrame ? ClosePayload.CodeOf(Payload.Span) : null,
    };

    /// <summary>Of a closed connection, whether the client began the close; null of other entries.</summary>
    public bool? ClosedByClient => Kind == JournalEntryKind.Closed ? Has(EntryFlags.ByClient) : null;

    /// <summary>How many frames a message came in, or went out in.</summary>
    public int Frames => Opcode is null ? 0 : _header.Detail;

    /// <summary>Whether the message was compressed on the wire (RFC 7692).</summary>
    public bool IsCompressed => Has(EntryFlags.Compressed);

    /// <summary>
    /// Of a <see cref="JournalEntryKind.Decided"/> entry, whether its endpoint has rules and none of them, nor an <c>Otherwise</c> of its own,
    /// answers the message in <see cref="Cause"/>.
    /// </summary>
    public bool IsUnmatched => Has(EntryFlags.Unmatched);

    /// <summary>The sequence of the entry that led to this one, such as the message that a reply answers; null without one.</summary>
    public long? Cause => _header.Cause == 0 ? null : Sequence - _header.Cause;

    /// <summary>The bytes of <see cref="Request"/>; only of an opened or refused connection.</summary>
    internal ReadOnlyMemory<byte> RequestBytes => Payload[.._header.Offset];

    /// <summary>Who it is about, in words: <c>connection 1</c>.</summary>
    internal string Who => Connection == OfServer ? "the server" : $"connection {Connection}";

    private bool IsHandshake => Kind is JournalEntryKind.Opened or JournalEntryKind.Refused;

    private bool IsCloseFrame => Opcode == Wire.Opcode.Close;

    /// <summary>The entry as the transcript prints it.</summary>
    public override string ToString() => Transcript.Line(this);

    private bool Has(EntryFlags flag) => (_header.Flags & flag) != 0;
}
