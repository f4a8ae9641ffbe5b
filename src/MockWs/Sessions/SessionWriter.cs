using System.Buffers;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>Records what goes out, then writes it; and knows that nothing goes out after a close frame. Used under the session's lock.</summary>
internal sealed class SessionWriter(IFrameLink link, ConnectionRecorder recorder)
{
    private TaskCompletionSource? _closeSignal;

    /// <summary>The close frame that went out; null before.</summary>
    public CloseStatus? CloseSent { get; private set; }

    /// <summary>Whether the connection was ended without a close frame, or will be once what is written has gone out: what follows would never arrive.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Writes to another link from here on.</summary>
    public void Use(IFrameLink other) => link = other;

    /// <summary>Ends the connection without a close frame.</summary>
    public void Cut()
    {
        EndSending();
        link.Abort();
    }

    /// <summary>Says that nothing more can arrive.</summary>
    public void EndSending() => IsCut = true;

    /// <summary>Records a message and sends it back as it came.</summary>
    public void Exchange(in WireEvent read, long ticks)
    {
        recorder.Exchanged(ticks, read, link.Compresses);
        link.Write(read.Opcode, read.Payload);
    }

    /// <summary>Sends back, as it came, the message that was received last.</summary>
    public void Echo(in WireEvent read, long cause, long ticks)
    {
        recorder.SentEcho(ticks, read.Opcode, read.Payload, cause, link.Compresses);
        link.Write(read.Opcode, read.Payload);
    }

    /// <summary>Sends a whole message or a control frame.</summary>
    public void Write(Opcode opcode, ReadOnlySpan<byte> payload, long cause)
    {
        // What waited its turn behind a close frame is too late: "The application MUST NOT send any more data frames after
        // sending a Close frame" (RFC 6455 section 5.5.1).
        if (CloseSent is not null)
        {
            return;
        }

        recorder.Sent(recorder.Now(), opcode, payload, cause, compressed: link.Compresses && opcode is (Opcode.Text or Opcode.Binary));
        link.Write(opcode, payload);
    }

    /// <summary>Sends a message in the given fragments, uncompressed (RFC 6455 section 5.4).</summary>
    public void WriteFragments(Opcode opcode, IReadOnlyList<ReadOnlyMemory<byte>> fragments, long cause)
    {
        if (CloseSent is not null)
        {
            return;
        }

        var whole = new PooledBuffer();
        foreach (var fragment in fragments)
        {
            BuffersExtensions.Write(whole, fragment.Span);
        }

        recorder.Sent(recorder.Now(), opcode, whole.Written, cause, fragments.Count);
        whole.Release();
        for (var i = 0; i < fragments.Count; i++)
        {
            var fragment = fragments[i].Span;
            link.Write(new FrameHeader(i == fragments.Count - 1, 0, i == 0 ? opcode : Opcode.Continuation, false, fragment.Length), fragment);
        }
    }

    /// <summary>Sends a close frame, unless one went out already.</summary>
    /// <param name="payload">The frame's payload.</param>
    /// <param name="cause">The entry that led to it.</param>
    /// <param name="beginsClose">Whether no close frame came before it.</param>
    public void WriteClose(byte[] payload, long cause, bool beginsClose)
    {
        if (CloseSent is not null)
        {
            return;
        }

        var sequence = recorder.Sent(recorder.Now(), Opcode.Close, payload, cause);
        if (beginsClose)
        {
            recorder.CloseBeganAt(sequence);
        }

        link.Write(Opcode.Close, payload);
        CloseWasWritten(payload);
    }

    /// <summary>Says that a close frame is written, so that nothing goes out after it.</summary>
    public void CloseWasWritten(ReadOnlySpan<byte> payload)
    {
        CloseSent = CloseStatus.Of(payload);
        _closeSignal?.TrySetResult();
    }

    /// <summary>Ends when a close frame has gone out; at once if one has.</summary>
    public Task WhenCloseSent()
    {
        _closeSignal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (CloseSent is not null)
        {
            _closeSignal.TrySetResult();
        }

        return _closeSignal.Task;
    }
}

/// <summary>What a close frame says.</summary>
internal readonly record struct CloseStatus(int Code, string Reason)
{
    public static CloseStatus Of(ReadOnlySpan<byte> payload) => new(ClosePayload.CodeOf(payload), ClosePayload.ReasonOf(payload));

    public override string ToString() => Reason.Length > 0 ? $"{Code} \"{Reason}\"" : $"{Code}";
}
