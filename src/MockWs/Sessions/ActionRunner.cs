using System.Text;
using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Templates;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// Carries out the actions of one connection, in order: each when all before it are done, the delays and the author's own code included.
/// Used under the session's lock; a ticker takes it.
/// </summary>
internal sealed class ActionRunner
{
    private readonly Session _session;
    private readonly Outbox _outbox;
    private readonly SessionWriter _writer;
    private readonly ConnectionRecorder _recorder;
    private readonly SessionSettings _settings;
    private readonly SessionHub _hub;
    private readonly StateActions _state;
    private readonly Random _random;
    private readonly ConnectionScope _connection;
    private CancellationTokenSource? _end;

    public ActionRunner(Session session, Outbox outbox, SessionWriter writer, ConnectionRecorder recorder, SessionSettings settings, SessionHub hub)
    {
        (_session, _outbox, _writer, _recorder, _settings, _hub) = (session, outbox, writer, recorder, settings, hub);
        _random = hub.RandomOf(session.Id);
        _connection = new ConnectionScope(session.Id, session.Facts.Request, session.Facts.Parameters);
        _state = new StateActions(session, recorder, hub);
        Tickers = new Tickers(session, outbox, recorder, settings.Time, _random, Run);
    }

    /// <summary>What is done again and again.</summary>
    public Tickers Tickers { get; }

    /// <summary>The first action that could not be carried out, which ends the connection, with its entry in the journal; null if all could.</summary>
    public (string Text, long Entry)? Failure { get; private set; }

    /// <summary>Carries out actions, or lines them up behind what waits already.</summary>
    public void Run(IReadOnlyList<MockAction> actions, Cause cause)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case Delay delay:
                    _outbox.Hold(Draw(delay.Time));
                    break;
                case AskLater ask:
                    _outbox.Await(() => AskAsync(ask, cause));
                    break;
                default:
                    _outbox.Post(() => Perform(action, cause));
                    break;
            }
        }
    }

    /// <summary>Draws a time from the connection's random numbers.</summary>
    public TimeSpan Draw(DelayTime time) => time.Draw(_random);

    /// <summary>Ends all tickers, and tells code that still runs to end.</summary>
    public void Stop()
    {
        Tickers.StopAll();

        // Not here: whoever waits for the token would go on under the session's lock.
        _ = _end?.CancelAsync();
    }

    private void Perform(MockAction action, Cause cause)
    {
        if (_session.IsClosing && action is not (AnswerClose or Drop or RunFault or SilentAction))
        {
            return;
        }

        try
        {
            Carry(action, cause);
        }
        catch (Exception e)
        {
            Fail(action, e, cause);
        }
    }

    /// <summary>A template or a delegate of the test's author: neither sent raw nor passed over, and the client need not wait.</summary>
    private void Fail(MockAction action, Exception e, Cause cause)
    {
        var text = $"{action.Word} failed: {e.Message}";
        var entry = _recorder.Error(text, cause.Sequence);
        Failure ??= (text, entry);
        _session.WriteClose(ClosePayload.CreateShortened(CloseCode.InternalError, $"{action.Word} failed"), cause.Sequence);
    }

    private void Carry(MockAction action, Cause cause)
    {
        switch (action)
        {
            case SendMessage send:
                _writer.Write(send.Opcode, send.Render(Scope(cause)).Span, cause.Sequence);
                break;
            case SendInFrames send:
                SendInFrames(send.Text.RenderUtf8(Scope(cause)), send.FrameSize, cause);
                break;
            case SendFragments send:
                _writer.WriteFragments(Opcode.Text, [.. send.Texts.Select(text => text.RenderUtf8(Scope(cause)))], cause.Sequence);
                break;
            case SendBinaryFragments send:
                _writer.WriteFragments(Opcode.Binary, [.. send.Payloads.Select(payload => payload.Value)], cause.Sequence);
                break;
            case Echo echo:
                EchoMessage(echo, cause);
                break;
            case Broadcast broadcast:
                SendToAll(broadcast, cause);
                break;
            case SendPing ping:
                _writer.Write(Opcode.Ping, ping.Payload.Value.Span, cause.Sequence);
                break;
            case SendPong pong:
                _writer.Write(Opcode.Pong, pong.Payload.Value.Span, cause.Sequence);
                break;
            case AnswerPing when _session.Callbacks is { TakesPings: true }:
                break;
            case AnswerPing:
                _session.Answer(Opcode.Pong, cause.Message!.Payload, cause.Sequence);
                break;
            case AnswerClose:
                _session.Answer(Opcode.Close, ClosePayload.Create(ClosePayload.CodeOf(cause.Message!.Payload.Span)), cause.Sequence);
                break;
            case Close close:
                _session.WriteClose(ClosePayload.CreateShortened(close.Code, close.Reason.Render(Scope(cause))), cause.Sequence);
                break;
            case RunFault run:
                _session.Misbehave(run.Binding, cause.Sequence);
                break;
            case Drop:
                _session.Abort();
                break;
            default:
                CarryInside(action, cause);
                break;
        }
    }

    /// <summary>The actions of which the client sees nothing, and those that lead to others.</summary>
    private void CarryInside(MockAction action, Cause cause)
    {
        switch (action)
        {
            case SilentAction silent:
                _state.Carry(silent, Scope(cause), cause);
                break;
            case Every every:
                Tickers.Start(every, cause);
                break;
            case StopTicker stop:
                Tickers.Stop(stop.Name);
                break;
            case If one:
                RunNext(one.When.IsMatch(MessageOf(cause), _session.MatchScope()) ? one.Then : one.Otherwise, cause);
                break;
            case TellCallbacks:
                _session.Callbacks!.Tell(cause.Message!.Opcode, cause.Message.Payload, cause.Sequence);
                break;
            case Ask ask:
                RunNext(ask.Delegate(MessageOf(cause)), cause);
                break;
            default:
                throw new InvalidOperationException($"There is nothing here that carries out {action.GetType().Name}.");
        }
    }

    /// <summary>Carries out actions before those that wait already: they stand in the place of the action that led to them.</summary>
    private void RunNext(IReadOnlyList<MockAction> actions, Cause cause) => _outbox.Before(() => Run(actions, cause));

    /// <summary>Asks code that takes its time, away from the session's lock.</summary>
    /// <returns>What is done then, under the lock again.</returns>
    private async Task<Action> AskAsync(AskLater ask, Cause cause)
    {
        if (_session.IsClosing)
        {
            return () => { };
        }

        var end = (_end ??= new CancellationTokenSource()).Token;
        try
        {
            var actions = await Task.Run(() => ask.Delegate(MessageOf(cause), end), CancellationToken.None).ConfigureAwait(false);
            return () => Run(actions, cause);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return () => { };
        }
        catch (Exception e)
        {
            return () => Fail(ask, e, cause);
        }
    }

    private void EchoMessage(Echo echo, Cause cause)
    {
        var message = cause.Message ?? throw new InvalidOperationException("There is no message to echo here: nothing was received.");
        if (echo.Prefix is null)
        {
            _writer.Write(message.Opcode, message.Payload.Span, cause.Sequence);
        }
        else
        {
            _writer.Write(Opcode.Text, Encoding.UTF8.GetBytes(echo.Prefix.Render(Scope(cause)) + message.Text), cause.Sequence);
        }
    }

    private void SendInFrames(ReadOnlyMemory<byte> text, int size, Cause cause)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < text.Length || start == 0; start += size)
        {
            frames.Add(text.Slice(start, Math.Min(size, text.Length - start)));
        }

        _writer.WriteFragments(Opcode.Text, frames, cause.Sequence);
    }

    private void SendToAll(Broadcast broadcast, Cause cause)
    {
        var (message, scope) = (broadcast.Message, broadcast.Scope);
        var payload = message.Render(Scope(cause));
        if (!scope.ExceptMe && (scope.Path is null || scope.Path.Match(_session.Path) is not null) && _session.Fits(scope.Where))
        {
            _writer.Write(message.Opcode, payload.Span, cause.Sequence);
        }

        _hub.Broadcast(scope, _session, message.Opcode, payload);
    }

    private static Message MessageOf(Cause cause) => cause.Message ?? Message.Nothing;

    private TemplateScope Scope(Cause cause) => new()
    {
        Connection = _connection,
        Time = _settings.Time,
        Random = _random,
        Message = cause.Message,
        Match = cause.Groups,
        Tick = cause.Tick == 0 ? null : cause.Tick,
        State = NameTable.Of(_session.State.Names),
        Server = NameTable.Of(_hub.State.Names),
        Captured = NameTable.Of(_session.State.Captured),
        Counter = NameTable.OfCounters(_session.State.Counters, _hub.State.Counters),
    };
}
