using System.Text;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Templates;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// Carries out the actions of one connection, in order: each when all before it are done, the delays included. Used under the session's
/// lock; a ticker takes it.
/// </summary>
internal sealed class ActionRunner(
    Session session, Outbox outbox, SessionWriter writer, ConnectionRecorder recorder, SessionSettings settings, SessionHub hub)
{
    private readonly Dictionary<object, Ticker> _tickers = [];
    private readonly Random _random = hub.RandomOf(session.Id);
    private readonly ConnectionScope _connection = new(session.Id, session.Facts.Request, session.Facts.Parameters);

    /// <summary>Carries out actions, or lines them up behind what waits already.</summary>
    public void Run(IReadOnlyList<MockAction> actions, Cause cause)
    {
        foreach (var action in actions)
        {
            if (action is Delay delay)
            {
                outbox.Hold(delay.Time.Draw(_random));
            }
            else
            {
                outbox.Post(() => Perform(action, cause));
            }
        }
    }

    /// <summary>Ends all tickers.</summary>
    public void StopTickers()
    {
        foreach (var ticker in _tickers.Values)
        {
            ticker.Dispose();
        }

        _tickers.Clear();
    }

    private void Perform(MockAction action, Cause cause)
    {
        if (session.IsClosing && action is not (AnswerClose or Log or RecordError or Drop))
        {
            return;
        }

        try
        {
            Carry(action, cause);
        }
        catch (Exception e)
        {
            // A template or a delegate of the test's author: neither sent raw nor passed over, and the client need not wait.
            recorder.Error($"{action.GetType().Name} failed: {e.Message}", cause.Sequence);
            session.WriteClose(ClosePayload.CreateShortened(CloseCode.InternalError, $"{action.GetType().Name} failed"), cause.Sequence);
        }
    }

    private void Carry(MockAction action, Cause cause)
    {
        switch (action)
        {
            case Send send:
                writer.Write(Opcode.Text, send.Text.RenderUtf8(Scope(cause)).Span, cause.Sequence);
                break;
            case SendJson send:
                writer.Write(Opcode.Text, send.Json.Render(Scope(cause)).Span, cause.Sequence);
                break;
            case SendBinary send:
                writer.Write(Opcode.Binary, send.Payload.Value.Span, cause.Sequence);
                break;
            case SendInFrames send:
                SendInFrames(send.Text.RenderUtf8(Scope(cause)), send.FrameSize, cause);
                break;
            case Echo echo:
                EchoMessage(echo, cause);
                break;
            case Broadcast broadcast:
                SendToAll(broadcast, cause);
                break;
            case SendPing ping:
                writer.Write(Opcode.Ping, ping.Payload.Value.Span, cause.Sequence);
                break;
            case SendPong pong:
                writer.Write(Opcode.Pong, pong.Payload.Value.Span, cause.Sequence);
                break;
            case AnswerPing:
                writer.Write(Opcode.Pong, cause.Message!.Payload.Span, cause.Sequence);
                break;
            case AnswerClose:
                session.WriteClose(ClosePayload.Create(ClosePayload.CodeOf(cause.Message!.Payload.Span)), cause.Sequence);
                break;
            case Close close:
                session.WriteClose(ClosePayload.CreateShortened(close.Code, close.Reason.Render(Scope(cause))), cause.Sequence);
                break;
            case Drop:
                session.Abort();
                break;
            default:
                CarryInside(action, cause);
                break;
        }
    }

    /// <summary>The actions of which the client sees nothing.</summary>
    private void CarryInside(MockAction action, Cause cause)
    {
        switch (action)
        {
            case Every every:
                StartTicker(every, cause);
                break;
            case StopTicker stop:
                Stop(stop.Name);
                break;
            case SetState { OfServer: true } set:
                hub.SetState(set.Name, set.Value.Render(Scope(cause)));
                break;
            case SetState set:
                session.SetState(set.Name, set.Value.Render(Scope(cause)));
                break;
            case Log log:
                recorder.Decided(log.Text.Render(Scope(cause)), cause.Sequence);
                break;
            case RecordError error:
                recorder.Error(error.Text, cause.Sequence);
                break;
            case Ask ask:
                Run(ask.Delegate(cause.Message!), cause);
                break;
            default:
                throw new InvalidOperationException($"There is nothing here that carries out {action.GetType().Name}.");
        }
    }

    private void EchoMessage(Echo echo, Cause cause)
    {
        var message = cause.Message ?? throw new InvalidOperationException("There is no message to echo here: nothing was received.");
        if (echo.Prefix is null)
        {
            writer.Write(message.Opcode, message.Payload.Span, cause.Sequence);
        }
        else
        {
            writer.Write(Opcode.Text, Encoding.UTF8.GetBytes(echo.Prefix.Render(Scope(cause)) + message.Text), cause.Sequence);
        }
    }

    private void SendInFrames(ReadOnlyMemory<byte> text, int size, Cause cause)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        for (var start = 0; start < text.Length || start == 0; start += size)
        {
            frames.Add(text.Slice(start, Math.Min(size, text.Length - start)));
        }

        writer.WriteFragments(Opcode.Text, frames, cause.Sequence);
    }

    private void SendToAll(Broadcast broadcast, Cause cause)
    {
        var text = broadcast.Text.RenderUtf8(Scope(cause));
        if (!broadcast.Scope.ExceptMe && (broadcast.Scope.Path is null || broadcast.Scope.Path.Match(session.Path) is not null))
        {
            writer.Write(Opcode.Text, text.Span, cause.Sequence);
        }

        hub.Broadcast(broadcast.Scope, session, text);
    }

    private void StartTicker(Every every, Cause cause)
    {
        // One with a name takes the place of another; one without is a ticker of its own each time.
        var key = every.Name ?? new object();
        Stop(key);
        var ticker = new Ticker(key, every, settings.Time, _random, (ticker, number) => Tick(ticker, cause with { Tick = number }));
        _tickers[key] = ticker;
        ticker.Start();
    }

    private void Stop(object key)
    {
        if (_tickers.Remove(key, out var ticker))
        {
            ticker.Dispose();
        }
    }

    private void Tick(Ticker ticker, Cause cause)
    {
        lock (session.Gate)
        {
            // It may have been stopped while this tick waited for the lock.
            if (session.IsClosing || _tickers.GetValueOrDefault(ticker.Key) != ticker)
            {
                return;
            }

            if (ticker.IsDone)
            {
                Stop(ticker.Key);
            }

            if (outbox.IsCrowded)
            {
                recorder.Decided($"tick {cause.Tick} left out: too much waits to be sent", cause.Sequence);
                return;
            }

            Run(ticker.Every.Then, cause);
            outbox.Flush();
        }
    }

    private TemplateScope Scope(Cause cause) => new()
    {
        Connection = _connection,
        Time = settings.Time,
        Random = _random,
        Message = cause.Message,
        Match = cause.Groups,
        Tick = cause.Tick == 0 ? null : cause.Tick,
        State = NameTable.Of(session.State),
        Server = NameTable.Of(hub.State),
    };
}
