using System.Text;
using System.Text.Json;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Configuration;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Wire;
using MockWs.Wire.Handshake;

namespace MockWs;

/// <summary>
/// One client, seen from the server: what it asked for, and a way to drive it by hand. All members may be called concurrently; messages of
/// one caller go out in the order of the calls, and never one inside another.
/// </summary>
public sealed class MockWsConnection
{
    private readonly ClientConnection _client;
    private readonly ServerCore _core;
    private readonly Lock _lock = new();
    private long _read;

    internal MockWsConnection(ClientConnection client, ServerCore core) => (_client, _core) = (client, core);

    /// <summary>The connection's number: 1 for the first client of a server.</summary>
    public int Id => _client.Id;

    /// <summary>The upgrade request.</summary>
    public UpgradeRequest Request => _client.Request!;

    /// <summary>The path of the upgrade request, percent-decoded, without the query.</summary>
    public string Path => Request.Path;

    /// <summary>The subprotocol that was agreed; null for none (RFC 6455 section 4.2.2).</summary>
    public string? Subprotocol => _client.Subprotocol;

    /// <summary>Where the client is, such as <c>127.0.0.1:51234</c>; <c>memory</c> for one without a port.</summary>
    public string RemoteAddress => _client.RemoteAddress;

    /// <summary>Everything that happened on the server, on this connection and on the others.</summary>
    public Journal Journal => _core.Journal;

    /// <summary>When the handshake was granted, by the server's clock, in UTC.</summary>
    public DateTimeOffset Since => _client.Since;

    /// <summary>What the connection remembers.</summary>
    internal ConnectionState State => _client.Session!.State;

    /// <summary>Whether messages can be sent: no close frame went out, and the client is there.</summary>
    public bool IsOpen => _client.Session is { IsClosing: false };

    /// <summary>Sends a text message. Ends when the transport has taken it; a client that does not read makes it wait.</summary>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public Task SendTextAsync(string text, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Sent(_client.Session!.SendAsync(Opcode.Text, Encoding.UTF8.GetBytes(text)), cancellation);
    }

    /// <summary>Sends a value as JSON, in a text message.</summary>
    /// <param name="value">The value; an anonymous object, a record, a <see cref="System.Text.Json.Nodes.JsonNode"/>.</param>
    /// <param name="options">How to write it; the serializer's defaults if left out.</param>
    /// <param name="cancellation">Ends the wait, not the sending.</param>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode("Serializes by reflection; send the text of a source-generated serializer instead.")]
    [System.Diagnostics.CodeAnalysis.RequiresDynamicCode("Serializes by reflection; send the text of a source-generated serializer instead.")]
    public Task SendJsonAsync<T>(T value, JsonSerializerOptions? options = null, CancellationToken cancellation = default) =>
        Sent(_client.Session!.SendAsync(Opcode.Text, JsonSerializer.SerializeToUtf8Bytes(value, options)), cancellation);

    /// <summary>Sends a binary message. The bytes must not change until it ends.</summary>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public Task SendBinaryAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation = default) =>
        Sent(_client.Session!.SendAsync(Opcode.Binary, payload), cancellation);

    /// <summary>Sends one text message in fragments: a frame for each part, uncompressed (RFC 6455 section 5.4).</summary>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public Task SendTextFragmentsAsync(IEnumerable<string> parts, CancellationToken cancellation = default) =>
        SendFragments(Opcode.Text, parts.Select(part => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(part)), cancellation);

    /// <summary>Sends one binary message in fragments: a frame for each part, uncompressed (RFC 6455 section 5.4).</summary>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public Task SendBinaryFragmentsAsync(IEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellation = default) =>
        SendFragments(Opcode.Binary, parts, cancellation);

    /// <summary>Sends a ping with up to 125 bytes of payload (RFC 6455 section 5.5.2). The pong is in the journal when it comes.</summary>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public Task PingAsync(ReadOnlyMemory<byte> payload = default, CancellationToken cancellation = default) =>
        SendControl(Opcode.Ping, payload, cancellation);

    /// <summary>Sends a pong that nobody asked for, with up to 125 bytes of payload (RFC 6455 section 5.5.3).</summary>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public Task PongAsync(ReadOnlyMemory<byte> payload = default, CancellationToken cancellation = default) =>
        SendControl(Opcode.Pong, payload, cancellation);

    /// <summary>
    /// The next message that came from the client: each is given once, the first call gives the first. Messages are read from the journal,
    /// so clearing that skips what was not read.
    /// </summary>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="JournalTimeoutException">No message came in time; the message tells what came instead.</exception>
    public async Task<JournalEntry> ReceiveAsync(TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        while (true)
        {
            var found = await _core.Journal.WaitForCountAsync(1, IsUnreadMessage, timeout, Volatile.Read(ref _read) + 1, cancellation).ConfigureAwait(false);
            var next = found[0];
            lock (_lock)
            {
                // Another caller may have taken it in between.
                if (next.Sequence > _read)
                {
                    _read = next.Sequence;
                    return next;
                }
            }
        }
    }

    /// <summary>The text of the next message that came from the client.</summary>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="JournalTimeoutException">No message came in time; the message tells what came instead.</exception>
    /// <exception cref="InvalidOperationException">The next message is binary.</exception>
    public async Task<string> ReceiveTextAsync(TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        var entry = await ReceiveAsync(timeout, cancellation).ConfigureAwait(false);
        return entry.IsText ? entry.Text : throw Unexpected("text", entry);
    }

    /// <summary>The bytes of the next message that came from the client.</summary>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="JournalTimeoutException">No message came in time; the message tells what came instead.</exception>
    /// <exception cref="InvalidOperationException">The next message is text.</exception>
    public async Task<ReadOnlyMemory<byte>> ReceiveBinaryAsync(TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        var entry = await ReceiveAsync(timeout, cancellation).ConfigureAwait(false);
        return entry.IsBinary ? entry.Payload : throw Unexpected("binary", entry);
    }

    /// <summary>Begins the close handshake (RFC 6455 section 7.1.2). Ends when the close frame is sent; the client's answer is awaited by the server.</summary>
    /// <param name="code">The close code; 1005 sends a close frame without one. Default: 1000.</param>
    /// <param name="reason">The reason, at most 123 bytes of UTF-8. Default: none.</param>
    /// <param name="cancellation">Ends the wait, not the closing.</param>
    /// <exception cref="ArgumentException">The code or the reason does not fit a close frame.</exception>
    public async Task CloseAsync(int code = CloseCode.Normal, string reason = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reason);
        await _client.Session!.CloseAsync(code, reason).WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the connection without a close frame: over TCP, a reset.</summary>
    public void Abort() => _client.Abort();

    /// <summary>
    /// Does something wrong on purpose, as <c>then.Fault(fault)</c> does it among actions: after all that waits to be sent already. A fault that lasts
    /// begins then. The journal has it as a fault.
    /// </summary>
    /// <param name="fault">What is done wrong.</param>
    /// <exception cref="ArgumentException">The fault cannot happen in the middle of a conversation, or not over this backend; the message says why.</exception>
    /// <exception cref="InvalidOperationException">The connection is closing or closed.</exception>
    public void Misbehave(Fault fault)
    {
        MockAction[] actions = [new RunFault(FaultBinding.OfAction(fault, chance: 1))];
        if (_core.Misfits(actions) is { Count: > 0 } misfits)
        {
            throw new ArgumentException(string.Join('\n', misfits), nameof(fault));
        }

        if (!Act(actions, "told to by the test"))
        {
            throw new InvalidOperationException($"Nothing can go wrong any more: {this} is closing or closed. The journal tells why.");
        }
    }

    /// <summary>Changes what the connection remembers.</summary>
    internal void SetState(Func<ConnectionState, ConnectionState> change)
    {
        var session = _client.Session!;
        lock (session.Gate)
        {
            session.State = change(session.State);
        }
    }

    /// <summary>Carries actions out that nothing the client did has asked for.</summary>
    /// <param name="actions">In order.</param>
    /// <param name="why">Who asked for them, for the journal.</param>
    /// <returns>False if the connection is closing or closed.</returns>
    /// <exception cref="ScenarioException">The backend cannot do some of it; nothing is done.</exception>
    internal bool Act(IReadOnlyList<MockAction> actions, string why) => _core.Misfits(actions) is { Count: > 0 } misfits
        ? throw new ScenarioException(misfits)
        : _client.Session!.Act(actions, why);

    /// <summary>The connection on one line: number, path, address.</summary>
    public override string ToString() => $"connection {Id}, {Path}, from {RemoteAddress}";

    private bool IsUnreadMessage(JournalEntry entry) =>
        entry.Connection == Id && entry.Kind == JournalEntryKind.Received && (entry.IsText || entry.IsBinary) && entry.Sequence > _read;

    private Task SendFragments(Opcode opcode, IEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellation)
    {
        var fragments = parts.ToList();
        return fragments.Count > 0
            ? Sent(_client.Session!.SendFragmentsAsync(opcode, fragments), cancellation)
            : throw new ArgumentException("A message has at least one frame (RFC 6455 5.4): give at least one part, it may be empty.", nameof(parts));
    }

    private Task SendControl(Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        Sent(_client.Session!.SendAsync(opcode, ControlPayload.Check(payload, nameof(payload))), cancellation);

    private async Task Sent(Task<bool> sending, CancellationToken cancellation)
    {
        if (!await sending.WaitAsync(cancellation).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The message was not sent: {this} is closing or closed. The journal tells why.");
        }
    }

    private InvalidOperationException Unexpected(string expected, JournalEntry entry) =>
        new($"The next message of {this} is not {expected}: {Transcript.Line(entry)}");
}
