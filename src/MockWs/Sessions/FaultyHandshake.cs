using MockWs.Faults;
using MockWs.Recording;
using MockWs.Wire;
using MockWs.Wire.Handshake;

namespace MockWs.Sessions;

/// <summary>Answers a request that would be granted, as the faults of its connection will have it.</summary>
/// <param name="faults">The connection's.</param>
/// <param name="recorder">The connection's.</param>
/// <param name="taken">Called with how many bytes have been read for nothing.</param>
internal sealed class FaultyHandshake(ConnectionFaults faults, ConnectionRecorder recorder, Action<long> taken)
{
    /// <summary>Does what goes wrong during the handshake, records the answer, and sends it.</summary>
    /// <param name="request">What is answered.</param>
    /// <param name="right">The answer without faults.</param>
    /// <param name="bytes">The same as the backend writes it; it goes out if no fault changes it.</param>
    /// <returns>The journal's entry, and how many bytes of the answer are left to flush; null if the conversation does not begin.</returns>
    public async Task<(long Opened, int Unflushed)?> AnswerAsync(UpgradeRequest request, UpgradeResponse right, PooledBuffer bytes)
    {
        recorder.Comes(request.Path);
        var before = HandshakeAnswer.From(right);
        var answer = Change(before, request);
        if (answer.IsWithheld)
        {
            var hasLeft = await faults.HasLeftAsync(faults.Pipe.Input, taken).ConfigureAwait(false);
            recorder.Lost(hasLeft ? "the client left: its handshake was never answered" : TransportErrors.Dropped);
            return null;
        }

        await faults.WaitAsync(answer.Delay).ConfigureAwait(false);
        if (!answer.SaysWhat(before))
        {
            bytes.Release();
            answer.WriteTo(bytes);
        }

        var opened = answer.Grants
            ? recorder.Opened(request.Path, request.Raw.Span, bytes.Written, answer.StatusCode)
            : recorder.Refused(request.Path, request.Raw.Span, bytes.Written, answer.StatusCode);
        var unflushed = await WriteAsync(bytes.WrittenMemory, answer).ConfigureAwait(false);
        return answer.Grants ? (opened, unflushed) : null;
    }

    private HandshakeAnswer Change(HandshakeAnswer answer, UpgradeRequest request)
    {
        foreach (var bound in faults.Due(Moments.Handshake))
        {
            if (bound.Fault.IsLasting)
            {
                faults.Begin(bound, 0);
                continue;
            }

            if ((bound.Fault as HandshakeFault)?.WhyFutile(answer, request) is { } why)
            {
                faults.RecordFutile(bound.Fault, why, 0);
                continue;
            }

            faults.Record(bound.Fault, 0);
            switch (bound.Fault)
            {
                case HandshakeFault handshake:
                    answer = handshake.Apply(answer, request);
                    break;
                case TransportFault transport:
                    transport.Act(faults);
                    break;
            }
        }

        return answer;
    }

    private async Task<int> WriteAsync(ReadOnlyMemory<byte> bytes, HandshakeAnswer answer)
    {
        var output = faults.Output;
        while (bytes.Length > answer.PieceSize)
        {
            await output.WriteAsync(bytes[..answer.PieceSize]).ConfigureAwait(false);
            bytes = bytes[answer.PieceSize..];
            await faults.WaitAsync(answer.Gap).ConfigureAwait(false);
        }

        // What follows a grant may go out with it.
        System.Buffers.BuffersExtensions.Write(output, bytes.Span);
        if (!answer.Grants)
        {
            await output.FlushAsync().ConfigureAwait(false);
        }

        return bytes.Length;
    }
}
