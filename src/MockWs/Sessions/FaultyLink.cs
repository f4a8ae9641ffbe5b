using System.IO.Pipelines;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>Puts faults into what goes out: into messages, into their frames, and between them. Used as any link.</summary>
internal sealed class FaultyLink(IFrameLink inner, ConnectionFaults faults, ConnectionRecorder recorder) : IFrameLink
{
    private int _sent;

    /// <summary>The connection's faults.</summary>
    public ConnectionFaults Faults => faults;

    public bool Compresses => inner.Compresses;

    public long Unflushed => inner.Unflushed + (faults.Output.HasDueMark ? 1 : 0);

    public void Write(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode is Opcode.Text or Opcode.Binary)
        {
            WriteMessages(new OutMessage(opcode, payload.ToArray()));
            return;
        }

        if (opcode == Opcode.Close)
        {
            foreach (var bound in faults.Lasting<MessageFault>())
            {
                Release(bound);
            }
        }

        inner.Write(opcode, payload);
    }

    public void Write(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Opcode is Opcode.Text or Opcode.Binary)
        {
            foreach (var bound in faults.Lasting<MessageFault>())
            {
                faults.RecordFutile(bound.Fault, "the message goes out in fragments", recorder.LastSent);
            }

            var due = DueAt(++_sent);
            CommitAll(due.Before);
            WriteFrame(header, payload, due);
            CommitAll(due.InMessage);
        }
        else
        {
            inner.Write(header, payload);
        }
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes) => inner.WriteRaw(bytes);

    public void Redirect(PipeWriter output) => inner.Redirect(output);

    public ValueTask<bool> FlushAsync() => inner.FlushAsync();

    public void Abort() => inner.Abort();

    /// <summary>Does what a fault does, behind everything that was written. What lasts begins here.</summary>
    public void Commit(BoundFault bound, long cause)
    {
        if (bound.Fault.IsLasting)
        {
            faults.Begin(bound, cause);
            return;
        }

        faults.Record(bound.Fault, cause);
        switch (bound.Fault)
        {
            case FrameFault frame:
                WriteRaw(output => frame.Write(
                    output, new FrameHeader(true, 0, Opcode.Text, false, FrameFault.OwnPayload.Length), FrameFault.OwnPayload));
                break;
            case BytesFault bytes:
                WriteRaw(output => bytes.Write(output, faults.Random));
                break;
            case TransportFault transport:
                Mark(() => transport.Act(faults));
                break;
        }
    }

    /// <summary>Sends what was written by itself, and what comes by itself.</summary>
    public void Part() => Mark(() => { });

    /// <summary>Does what a fault does once so many bytes from here on have been sent.</summary>
    public void CommitAfter(BoundFault bound, long count) => Mark(
        () =>
        {
            if (!bound.Acts())
            {
                return;
            }

            faults.Record(bound.Fault, 0);
            switch (bound.Fault)
            {
                case BytesFault bytes:
                    var buffer = new PooledBuffer();
                    bytes.Write(buffer, faults.Random);
                    faults.Output.Insert(buffer.Written.ToArray());
                    buffer.Release();
                    break;
                case TransportFault transport:
                    transport.Act(faults);
                    break;
            }
        },
        count);

    /// <summary>What answers a ping or a close frame.</summary>
    /// <param name="opcode">Pong or close.</param>
    /// <param name="answer">The answer as it would be.</param>
    /// <param name="cause">The entry of what is answered.</param>
    public ControlAnswer Answer(Opcode opcode, ControlAnswer answer, long cause)
    {
        foreach (var bound in faults.Lasting<ControlFault>())
        {
            var fault = (ControlFault)bound.Fault;
            if (fault.Opcode == opcode && bound.Acts())
            {
                faults.Record(fault, cause);
                answer = fault.Apply(answer);
            }
        }

        return answer;
    }

    private void WriteMessages(OutMessage message)
    {
        IEnumerable<OutMessage> messages = [message];
        var held = new List<BoundFault>();
        foreach (var bound in faults.Lasting<MessageFault>())
        {
            if (bound.Held is not null)
            {
                held.Add(bound);
            }

            messages = messages.SelectMany(one => Change(bound, one)).ToList();
        }

        foreach (var one in messages)
        {
            WriteMessage(one.Opcode, one.Payload.Span);
        }

        held.ForEach(Release);
    }

    private IReadOnlyList<OutMessage> Change(BoundFault bound, OutMessage message)
    {
        // One that holds a message back already lets the next one go first.
        if (bound.Held is not null || !bound.Acts())
        {
            return [message];
        }

        var change = ((MessageFault)bound.Fault).Apply(message, faults.Random);
        if (change is { Now: [var same], AfterNext: null } && same == message)
        {
            faults.RecordFutile(bound.Fault, "the message is empty", recorder.LastSent);
            return [message];
        }

        faults.Record(bound.Fault, recorder.LastSent);
        bound.Held = change.AfterNext;
        return change.Now;
    }

    private void Release(BoundFault bound)
    {
        if (bound.Held is { } held)
        {
            bound.Held = null;
            WriteMessage(held.Opcode, held.Payload.Span);
        }
    }

    private void WriteMessage(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var due = DueAt(++_sent);
        CommitAll(due.Before);
        if (due.IsPlain)
        {
            inner.Write(opcode, payload);
            return;
        }

        // What goes wrong in a frame goes wrong in one that is not compressed: its bytes can be told from the message.
        var first = due.InMessage.Count > 0 ? payload[..(payload.Length / 2)] : payload;
        WriteFrame(new FrameHeader(due.InMessage.Count == 0, 0, opcode, false, first.Length), first, due);
        if (due.InMessage.Count > 0)
        {
            CommitAll(due.InMessage);
            var rest = payload[first.Length..];
            inner.Write(new FrameHeader(true, 0, Opcode.Continuation, false, rest.Length), rest);
        }
    }

    private void WriteFrame(in FrameHeader header, ReadOnlySpan<byte> payload, DueFaults due)
    {
        if (due.InFrame.Count == 0 && due.Frame is null)
        {
            inner.Write(header, payload);
            return;
        }

        var bytes = new PooledBuffer();
        FrameWriter.Write(bytes, header, payload);
        if (due.Frame is { } frame)
        {
            var right = bytes.Written.ToArray();
            bytes.Release();
            frame.Write(bytes, header, payload);
            if (bytes.Written.SequenceEqual(right))
            {
                faults.RecordFutile(frame, "the frame is empty", recorder.LastSent);
            }
            else
            {
                faults.Record(frame, recorder.LastSent);
            }
        }

        var half = Math.Clamp(bytes.Length - payload.Length + (payload.Length / 2), 1, bytes.Length - 1);
        inner.WriteRaw(bytes.Written[..half]);
        CommitAll(due.InFrame);
        inner.WriteRaw(bytes.Written[half..]);
        bytes.Release();
    }

    private DueFaults DueAt(int number)
    {
        var sent = faults.Due(Moments.Sent, number);
        var frames = sent.Select(bound => bound.Fault).OfType<FrameFault>().ToList();
        foreach (var late in frames.Skip(1))
        {
            faults.RecordFutile(late, $"the frame goes wrong by {frames[0].Name} already", recorder.LastSent);
        }

        return new DueFaults(
            [.. sent.Where(bound => bound.Fault is not FrameFault)],
            frames.FirstOrDefault(),
            faults.Due(Moments.MidMessage, number),
            faults.Due(Moments.MidFrame, number));
    }

    private void CommitAll(IReadOnlyList<BoundFault> due)
    {
        foreach (var bound in due)
        {
            Commit(bound, recorder.LastSent);
        }
    }

    private void WriteRaw(Action<PooledBuffer> write)
    {
        var bytes = new PooledBuffer();
        write(bytes);
        inner.WriteRaw(bytes.Written);
        bytes.Release();
    }

    private void Mark(Action act, long after = 0)
    {
        // The mark counts from what is in the output.
        inner.WriteRaw([]);
        faults.Output.Mark(act, after);
    }

    /// <summary>What goes wrong with one message: before it, with its first frame, between its frames, in its first frame.</summary>
    private sealed record DueFaults(
        IReadOnlyList<BoundFault> Before, FrameFault? Frame, IReadOnlyList<BoundFault> InMessage, IReadOnlyList<BoundFault> InFrame)
    {
        public bool IsPlain => Frame is null && InMessage.Count == 0 && InFrame.Count == 0;
    }
}
