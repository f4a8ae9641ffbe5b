using MockWs.Recording;

namespace MockWs.Sessions;

/// <summary>Who closed a connection, and how it ended. Used under the session's lock.</summary>
internal sealed class CloseRecord(SessionWriter writer, ConnectionRecorder recorder)
{
    private bool _byClient;

    /// <summary>The client's close frame; null before.</summary>
    public CloseStatus? Received { get; private set; }

    /// <summary>Takes the client's close frame.</summary>
    /// <param name="payload">Its payload.</param>
    /// <param name="sequence">Its entry in the journal.</param>
    public CloseStatus Take(ReadOnlySpan<byte> payload, long sequence)
    {
        var status = CloseStatus.Of(payload);
        Received = status;
        if (writer.CloseSent is null)
        {
            _byClient = true;
            recorder.CloseBeganAt(sequence);
        }

        return status;
    }

    /// <summary>Records the end.</summary>
    /// <param name="why">How the transport ended, for a connection without a close frame.</param>
    /// <returns>The end in words, its entry in the journal, and whether no close frame came before it.</returns>
    public (string How, long Entry, bool IsLost) End(string why) => (_byClient ? Received : writer.CloseSent ?? Received) is { } status
        ? ($"the connection was closed with {status}", recorder.Closed(status.Code, status.Reason, _byClient), IsLost: false)
        : (why, recorder.Lost(why), IsLost: true);
}
