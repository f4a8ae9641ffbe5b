using System.IO.Pipelines;

namespace MockWs.Sessions;

/// <summary>Flushes for links: a client that is gone is an answer, not an exception.</summary>
internal static class PipeFlush
{
    /// <summary>Sends what was written; ends when the transport has taken it. False if the client is gone.</summary>
    public static ValueTask<bool> FlushAsync(PipeWriter output)
    {
        var flush = output.FlushAsync();
        return flush.IsCompletedSuccessfully ? new ValueTask<bool>(!IsGone(flush.Result)) : Wait(flush);
    }

    private static async ValueTask<bool> Wait(ValueTask<FlushResult> flush)
    {
        try
        {
            return !IsGone(await flush.ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static bool IsGone(FlushResult result) => result.IsCompleted || result.IsCanceled;
}
