using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>Reads frames by our own wire layer.</summary>
internal sealed class WirePump(
    Session session, MessageAssembler assembler, PipeReader input, ConnectionRecorder recorder, bool givesWay, Action progress)
    : MessagePump(session, input, givesWay, progress)
{
    private readonly Session _session = session;

    protected override bool HasEnded => assembler.HasEnded;

    protected override int Take(ref ReadOnlySequence<byte> buffer)
    {
        var messages = 0;

        // One time for all: these bytes came together.
        var ticks = recorder.Now();
        while (!buffer.IsEmpty && !_session.IsFull)
        {
            // The bytes are unmasked where they lie. They are this reader's until it advances, and nobody reads them again.
            var memory = MemoryMarshal.AsMemory(buffer.First);
            var rest = memory.Span;
            while (!_session.IsFull && assembler.TryRead(ref rest, out var read))
            {
                _session.Take(read, ticks);
                messages++;
            }

            buffer = buffer.Slice(memory.Length - rest.Length);
        }

        return messages;
    }
}
