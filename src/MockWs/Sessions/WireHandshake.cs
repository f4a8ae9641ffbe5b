using System.IO.Pipelines;
using MockWs.Behaviours;
using MockWs.Recording;
using MockWs.Wire;
using MockWs.Wire.Deflate;
using MockWs.Wire.Handshake;

namespace MockWs.Sessions;

/// <summary>What was agreed in a handshake.</summary>
/// <param name="Facts">What is known of the connection from now on.</param>
/// <param name="Playbook">What is said to it.</param>
/// <param name="Subprotocol">Null for none.</param>
/// <param name="Deflate">Null for no compression.</param>
internal sealed record HandshakeGrant(ConnectionFacts Facts, Playbook Playbook, string? Subprotocol, DeflateParameters? Deflate)
{
    /// <summary>The journal's entry.</summary>
    public long Opened { get; init; }

    /// <summary>The length of the answer, which is written and not flushed.</summary>
    public int AnswerLength { get; init; }

    /// <summary>What goes wrong from here on; null for nothing.</summary>
    public ConnectionFaults? Faults { get; init; }

    /// <summary>The bytes of the conversation: a client's own, with faults between them where something may go wrong.</summary>
    public IDuplexPipe PipeOver(IDuplexPipe pipe) => Faults?.Pipe ?? pipe;
}

/// <summary>The opening handshake of one client, seen from the server (RFC 6455 section 4.2).</summary>
/// <param name="input">What the client sends.</param>
/// <param name="conversation">Writes the answer where the handshake is granted.</param>
/// <param name="settings">The server's.</param>
/// <param name="recorder">The client's.</param>
/// <param name="faults">What goes wrong with the client, but for what its endpoint says; null where nothing can.</param>
/// <param name="since">When the client came, as a timestamp of the settings' clock.</param>
/// <param name="tryEnter">Asks whether there is room for the client, and takes it.</param>
/// <param name="looked">Called when bytes have been looked at.</param>
internal sealed class WireHandshake(
    PipeReader input,
    IConversation conversation,
    SessionSettings settings,
    ConnectionRecorder recorder,
    ConnectionFaults? faults,
    long since,
    Func<bool> tryEnter,
    Action looked)
{
    private readonly HandshakeReader _reader = new(settings.HeadLimit);

    private long _taken;
    private volatile bool _isWaiting;

    /// <summary>How many bytes have been read and looked at.</summary>
    public long Taken => Volatile.Read(ref _taken);

    /// <summary>Whether it waits for the client: nothing is in hand.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>Reads the request, decides, records, and writes the answer. A grant's answer is left for the caller to flush.</summary>
    /// <returns>Null if the client was refused, or left.</returns>
    public async Task<HandshakeGrant?> RunAsync(PipeWriter output) =>
        await ReadAsync(output).ConfigureAwait(false) ? await DecideAsync(output, _reader.Request!).ConfigureAwait(false) : null;

    /// <summary>Reads the request. False if it is answered already: it is none, or against the rules.</summary>
    private async Task<bool> ReadAsync(PipeWriter output)
    {
        using var timeout = settings.Time.CreateTimer(
            _ => input.CancelPendingRead(), null, settings.HandshakeTimeLeft(since), Timeout.InfiniteTimeSpan);
        var progress = HandshakeProgress.NeedMore;
        while (progress == HandshakeProgress.NeedMore)
        {
            _isWaiting = true;
            looked();
            var result = await input.ReadAsync().ConfigureAwait(false);
            _isWaiting = false;
            var buffer = result.Buffer;
            var before = buffer.Length;
            progress = _reader.Read(ref buffer);
            var taken = before - buffer.Length;
            input.AdvanceTo(buffer.Start);
            Count(taken);
            if (progress == HandshakeProgress.NeedMore && result.IsCanceled)
            {
                await RefuseAsync(output, TooSlow()).ConfigureAwait(false);
                return false;
            }

            if (progress == HandshakeProgress.NeedMore && result.IsCompleted)
            {
                recorder.Lost($"the client left during the handshake, after {Taken} bytes of its request");
                return false;
            }
        }

        if ((_reader.Refusal ?? HandshakeRules.Check(_reader.Request!)) is not { } refusal)
        {
            return true;
        }

        await RefuseAsync(output, refusal).ConfigureAwait(false);
        return false;
    }

    private async Task<HandshakeGrant?> DecideAsync(PipeWriter output, UpgradeRequest request)
    {
        var deflate = DeflateNegotiation.Negotiate(request.Extensions, settings.Deflate);
        if (deflate.IsMalformed)
        {
            return await RefuseAsync(output, Malformed(deflate)).ConfigureAwait(false);
        }

        if (!tryEnter())
        {
            return await RefuseAsync(output, Full()).ConfigureAwait(false);
        }

        var path = request.RawPath;
        if (settings.Playbooks.Choose(request, path) is not { } choice)
        {
            return await RefuseAsync(output, settings.Playbooks.Refuse(path)).ConfigureAwait(false);
        }

        var endpoint = choice.Playbook.Endpoint;
        var subprotocol = SubprotocolRules.Choose(endpoint.Agrees(settings.Subprotocols), request);
        var grant = new HandshakeGrant(new ConnectionFacts(request, path, choice.Parameters), choice.Playbook, subprotocol, deflate.Accepted);
        return faults?.IsNeededFor(endpoint.Faults, choice.Nth) == true
            ? await GrantAsync(grant with { Faults = faults }).ConfigureAwait(false)
            : Grant(output, grant);
    }

    private HandshakeGrant Grant(PipeWriter output, HandshakeGrant grant)
    {
        var request = grant.Facts.Request;
        var answer = new PooledBuffer();
        conversation.WriteAnswer(answer, request, grant.Subprotocol, grant.Deflate);
        var opened = recorder.Opened(request.Path, request.Raw.Span, answer.Written, 101);
        System.Buffers.BuffersExtensions.Write(output, answer.Written);
        var length = answer.Length;
        answer.Release();
        return grant with { Opened = opened, AnswerLength = length };
    }

    private async Task<HandshakeGrant?> GrantAsync(HandshakeGrant grant)
    {
        var request = grant.Facts.Request;
        var bytes = new PooledBuffer();
        conversation.WriteAnswer(bytes, request, grant.Subprotocol, grant.Deflate);
        var right = UpgradeResponse.Accept(request, grant.Subprotocol, grant.Deflate?.ResponseHeader);
        var handshake = new FaultyHandshake(grant.Faults!, recorder, Count);
        var answered = await handshake.AnswerAsync(request, right, bytes).ConfigureAwait(false);
        bytes.Release();
        return answered is { } answer ? grant with { Opened = answer.Opened, AnswerLength = answer.Unflushed } : null;
    }

    private void Count(long taken)
    {
        Volatile.Write(ref _taken, _taken + taken);
        looked();
    }

    private async Task<HandshakeGrant?> RefuseAsync(PipeWriter output, HandshakeRefusal refusal)
    {
        var answer = new PooledBuffer();
        HandshakeWriter.Write(answer, refusal.ToResponse());
        var request = _reader.Request;
        recorder.Refused(request?.Path ?? "", request is null ? _reader.Received.Span : request.Raw.Span, answer.Written, refusal.StatusCode);
        await output.WriteAsync(answer.WrittenMemory).ConfigureAwait(false);
        answer.Release();
        return null;
    }

    /// <summary>
    /// "If a value is received ... that does not conform to the ABNF below, the recipient of such malformed data MUST immediately _Fail the
    /// WebSocket Connection_" (RFC 6455 section 9.1).
    /// </summary>
    private static HandshakeRefusal Malformed(DeflateAnswer answer) => new(
        400,
        $"{answer.Reason}.",
        "Send names with parameters, such as \"permessage-deflate; client_max_window_bits\"; a comma stands between two extensions.",
        "RFC 6455 9.1");

    private HandshakeRefusal Full() => new(
        503,
        $"{settings.ConnectionLimit} clients are connected, as many as there may be.",
        "Come again when another has left. The server's connection limit is an option.",
        "RFC 9110 15.6.4");

    private HandshakeRefusal TooSlow() => new(
        408,
        $"The upgrade request was not whole after {settings.HandshakeTimeout.TotalSeconds:0.###} s.",
        "Send the whole head at once; it ends in an empty line. The server's handshake timeout is an option.",
        "RFC 9110 15.5.9");
}
