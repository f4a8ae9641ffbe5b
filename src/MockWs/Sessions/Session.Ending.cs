using MockWs.Wire;

namespace MockWs.Sessions;

/// <content>How a connection ends: by the close handshake, by a broken rule, or with the transport.</content>
internal sealed partial class Session
{
    /// <summary>Begins the close handshake; the client's answer or the close timeout ends the connection.</summary>
    /// <returns>When the transport has taken the close frame; false if the client is gone.</returns>
    public Task<bool> CloseAsync(int code, string reason, long cause = 0)
    {
        var payload = ClosePayload.Create(code, reason);
        lock (Gate)
        {
            return IsClosing ? Task.FromResult(!_outbox.IsGone) : _outbox.Send(() => WriteClose(payload, cause));
        }
    }

    /// <summary>Writes a close frame, and gives the client its time to answer it. Called under the lock.</summary>
    public void WriteClose(byte[] payload, long cause)
    {
        if (!HasSentClose)
        {
            _faults?.Closing(cause);
            _writer.WriteClose(payload, cause, beginsClose: _close.Received is null);
            AwaitEnd(cause);
        }
    }

    /// <summary>Says that a close frame is written, by a fault. Called under the lock.</summary>
    public void CloseWasWritten(ReadOnlySpan<byte> payload, long cause)
    {
        _writer.CloseWasWritten(payload);
        AwaitEnd(cause);
    }

    /// <summary>Says that nothing more can arrive at the client, because of a fault. Called under the lock.</summary>
    public void EndSending() => _writer.EndSending();

    /// <summary>Ends the connection without a close frame: a reset.</summary>
    public void Abort() => _writer.Cut();

    /// <summary>Says that no more events come, and records how the connection ended. Only the first call counts.</summary>
    /// <param name="why">How the transport ended, for a connection without a close frame.</param>
    public void End(string why)
    {
        lock (Gate)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
            _timers.Stop();
            _runner?.Stop();
            _faults?.StopTimers();
            var (how, entry, isLost) = _close.End(why);
            _script?.End(how, entry);
            Callbacks?.TellClosed(isLost && why != TransportErrors.Dropped ? why : null, entry);
        }
    }

    /// <summary>Ends when the flush that is under way has ended: a pipe takes one at a time, and none while it is let go of.</summary>
    public Task WhenFlushed()
    {
        lock (Gate)
        {
            return _outbox.WhenFlushed();
        }
    }

    /// <summary>Ends when a close frame has gone out; at once if one has.</summary>
    public Task WhenCloseSent()
    {
        lock (Gate)
        {
            return _writer.WhenCloseSent();
        }
    }

    /// <summary>Lets go of the timers and of what waits, once the transport is at its end.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _hasEnded = true;
            _hub.Remove(this);
            _timers.Dispose();
            _script?.Dispose();
            _runner?.Stop();
            _faults?.StopTimers();
            _outbox.Dispose();
        }
    }

    /// <summary>"_Fail the WebSocket Connection_": a close frame that says why, then the end (RFC 6455 section 7.1.7).</summary>
    private void BreakOff(Violation violation)
    {
        var sequence = _recorder.Violation(violation);
        Callbacks?.TellBroken(violation.Text, sequence);
        if (!HasSentClose)
        {
            var payload = ClosePayload.CreateShortened(violation.Code, violation.Text);
            _timers.BoundClose(_link.Abort);
            _outbox.Post(() => WriteClose(payload, sequence));
        }
    }

    private void AwaitEnd(long cause)
    {
        _timers.StopKeepAlive();
        _timers.BoundClose(_link.Abort);
        _script?.EndByServer(_writer.CloseSent!.Value, cause);
    }
}
