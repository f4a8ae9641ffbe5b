using System.IO.Pipelines;
using MockWs.Sessions;
using MockWs.Wire;

namespace MockWs;

/// <content>How a client ends: by the close handshake, by its own end, or dropped.</content>
internal sealed partial class ClientConnection
{
    /// <summary>Says that the server has let go of the client.</summary>
    public void EndLife() => _life.TrySetResult();

    /// <summary>Ends before it has run, where somebody else had the client until it was gone.</summary>
    /// <param name="why">What is recorded; null for nothing.</param>
    public void Miss(string? why)
    {
        if (why is not null)
        {
            _recorder.Lost(why);
        }

        _faults?.Dispose();
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort()
    {
        _isAborted = true;
        _transport.Abort();
        _gone.TrySetResult();
        Volatile.Read(ref _faults)?.LetGo();
    }

    /// <summary>Begins the end from the server's side: 1001, or at once where there is no session to close.</summary>
    public void GoAway()
    {
        if (Session is { } session)
        {
            _ = session.CloseAsync(CloseCode.GoingAway, "the server is stopping");
        }
        else
        {
            Abort();
        }
    }

    /// <summary>Makes room for another client, before this one sees the end of its connection: it may be the one that comes.</summary>
    private void Leave()
    {
        if (_isAdmitted)
        {
            _isAdmitted = false;
            _core.Dismiss();
        }
    }

    /// <summary>Without the close echo, the client's close frame is left open until the test closes, or the client gives up.</summary>
    private async Task WaitForOurCloseAsync(PipeReader input)
    {
        if (Session!.HasSentClose)
        {
            return;
        }

        var left = DrainAsync(input);
        await Task.WhenAny(Session.WhenCloseSent(), left).ConfigureAwait(false);
        input.CancelPendingRead();
        await left.ConfigureAwait(false);
    }

    /// <summary>
    /// "The server MUST close the underlying TCP connection immediately" (RFC 6455 section 5.5.1): a FIN at once, and the end only after the
    /// client's own, because closing a socket with unread bytes sends a reset, which can overtake the close frame.
    /// </summary>
    private async Task EndAsync()
    {
        using var timeout = _settings.Time.CreateTimer(_ => Abort(), null, _settings.CloseTimeout, Timeout.InfiniteTimeSpan);
        await WhenFlushed().ConfigureAwait(false);
        if (_isAborted)
        {
            // An end in good order would wait for the client, and the clock that bounds this may stand still.
            return;
        }

        if (_faults is { IsNeeded: true })
        {
            var sent = _faults.Output.WhenSentAsync();
            _core.Progress();
            await sent.ConfigureAwait(false);
        }

        if (_faults is not { HasStoppedWriting: true })
        {
            await Pipe.Output.FlushAsync().ConfigureAwait(false);
            await EndOutputAsync().ConfigureAwait(false);
        }

        await DrainAsync(Pipe.Input).ConfigureAwait(false);
    }

    private async ValueTask EndOutputAsync()
    {
        if (_endTls is not null && _faults?.WithholdsCloseNotify() != true)
        {
            await _endTls().ConfigureAwait(false);
        }

        await _transport.EndOutputAsync().ConfigureAwait(false);
    }

    private Task WhenFlushed() => Session?.WhenFlushed() ?? Task.CompletedTask;

    private async Task DrainAsync(PipeReader input)
    {
        while (true)
        {
            _core.Progress();
            var result = await input.ReadAsync().ConfigureAwait(false);
            var length = result.Buffer.Length;
            input.AdvanceTo(result.Buffer.End);
            Volatile.Write(ref _taken, _taken + length);
            if (result.IsCompleted || result.IsCanceled)
            {
                return;
            }
        }
    }

    private void EndWith(string why)
    {
        if (Session is null)
        {
            _recorder.Lost(why);
        }
        else
        {
            Session.End(why);
        }
    }
}
