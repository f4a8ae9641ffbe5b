using MockWs.Callbacks;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>What callbacks do, done by their session.</summary>
internal sealed class CallbackPeer(Session session, ConnectionRecorder recorder, SessionHub hub) : ICallbackPeer
{
    public bool IsOpen => !session.IsClosing;

    public Task<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, long cause) => session.SendAsync(opcode, payload, cause);

    public void Close(int code, string reason, long cause) => _ = session.CloseAsync(code, reason, cause);

    public void RecordError(string what, long cause)
    {
        lock (session.Gate)
        {
            recorder.Error(what, cause);
        }
    }

    public void Rest() => hub.Progress();
}
