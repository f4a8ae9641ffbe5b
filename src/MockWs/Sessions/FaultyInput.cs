using System.IO.Pipelines;

namespace MockWs.Sessions;

/// <summary>Reads as long as faults let it. What has been read when they stop it is kept back.</summary>
internal sealed class FaultyInput(PipeReader inner, ConnectionFaults faults) : PipeReader
{
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        await faults.MayRead.WaitAsync(cancellationToken).ConfigureAwait(false);
        var result = await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
        return faults.HasStoppedReading ? await faults.HoldBackAsync(result).WaitAsync(cancellationToken).ConfigureAwait(false) : result;
    }

    public override bool TryRead(out ReadResult result)
    {
        result = default;
        return !faults.HasStoppedReading && inner.TryRead(out result);
    }

    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}
