using System.Buffers;
using System.IO.Pipelines;
using MockWs.Sessions;
using MockWs.Wire;

namespace MockWs.Fleck;

/// <summary>Reads frames by Fleck.</summary>
internal sealed class FleckPump(Session session, FleckSocket socket, FleckFrames frames, PipeReader input, ConversationStart start)
    : MessagePump(session, input, start.Settings.GivesWay, start.Progress)
{
    private readonly Session _session = session;
    private bool _hasEnded;

    protected override bool HasEnded => _hasEnded;

    protected override int Take(ref ReadOnlySequence<byte> buffer)
    {
        var messages = 0;
        var ticks = start.Recorder.Now();
        while (!buffer.IsEmpty && !_hasEnded && !_session.IsFull)
        {
            socket.Give(ref buffer);
            while (!_hasEnded && frames.TryTake(out var frame))
            {
                _session.Take(frame.Violation is { } violation ? new WireEvent(violation) : new WireEvent(frame.Opcode, frame.Payload), ticks);
                _hasEnded = frame.Violation is not null || frame.Opcode == Opcode.Close;
                messages++;
            }
        }

        return messages;
    }
}
