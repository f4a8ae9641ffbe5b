using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>Reads frames by our own wire layer.</summary>
internal sealed class WirePump(Session session, MessageAssembler assembler, PipeReader input, ConnectionRecorder recorder, bool givesWay, Action progress)
    : IMessagePump
{
    private long _taken;
    private volatile bool _isReading;

    public long Taken => Volatile.Read(ref _taken);

    public bool IsReading => _isReading;

    public async Task<string?> RunAsync()
    {
        try
        {
            while (true)
            {
                _isReading = true;
                progress();
                var result = await input.ReadAsync().ConfigureAwait(false);
                _isReading = false;
                var rest = result.Buffer;
                var length = rest.Length;
                var messages = Take(ref rest);
                var left = rest.Length;
                var flush = session.Flush();
                if (givesWay && messages > 1 && flush is null)
                {
                    // A client that sends without waiting for answers: give the others a turn, and its next messages time to gather.
                    await Task.Yield();
                }

                // Before the flush ends: a client that reads its answers only after it has sent all must not wait for ever.
                input.AdvanceTo(rest.Start);
                if (flush is not null)
                {
                    await flush.ConfigureAwait(false);
                }

                Volatile.Write(ref _taken, _taken + length - left);
                if (assembler.HasEnded)
                {
                    return null;
                }

                if (result.IsCanceled)
                {
                    return TransportErrors.Dropped;
                }

                if (left == 0 && result.IsCompleted)
                {
                    return "the client ended the TCP connection without a close frame";
                }
            }
        }
        catch (Exception e) when (TransportErrors.AreLoss(e))
        {
            return TransportErrors.Describe(e);
        }
        finally
        {
            _isReading = true;
        }
    }

    /// <summary>Takes what is there, up to the point where answers have to be sent before more are made.</summary>
    /// <returns>How many messages that were.</returns>
    private int Take(ref ReadOnlySequence<byte> buffer)
    {
        var messages = 0;
        lock (session.Gate)
        {
            // One time for all: these bytes came together.
            var ticks = recorder.Now();
            while (!buffer.IsEmpty && !session.IsFull)
            {
                // The bytes are unmasked where they lie. They are this reader's until it advances, and nobody reads them again.
                var memory = MemoryMarshal.AsMemory(buffer.First);
                var rest = memory.Span;
                while (!session.IsFull && assembler.TryRead(ref rest, out var read))
                {
                    session.Take(read, ticks);
                    messages++;
                }

                buffer = buffer.Slice(memory.Length - rest.Length);
            }
        }

        return messages;
    }
}
