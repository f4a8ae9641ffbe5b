using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using MockWs.Recording;

namespace MockWs.Server.Admin;

/// <summary>
/// The journal as server-sent events: what there is, then what comes, one event an entry. The event's id is the entry's sequence, so that a
/// browser goes on by itself after an interruption.
/// </summary>
internal static class JournalStream
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Tells those between that the connection is in use, and the server that nobody reads any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <exception cref="ProblemException">The filter asks for what cannot be known as it happens, or the last id is none of ours.</exception>
    public static async Task WriteAsync(HttpContext context, Journal journal, JournalFilter filter, CancellationToken stopping)
    {
        if (filter.Matched is not null || filter.NewestFirst)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                "\"matched\" and \"order=desc\" are for a journal that is read as it is: an event goes out before it is known what is decided about it.");
        }

        var from = Math.Max(filter.From, LastId(context.Request) + 1);
        var left = filter.Limit ?? int.MaxValue;
        context.Response.ContentType = "text/event-stream";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);

        // A flush that is cancelled aborts the connection, and a client is to see an orderly end; one that is aborted ends by itself.
        var output = context.Response.BodyWriter;
        await output.FlushAsync(CancellationToken.None);
        try
        {
            while (left > 0)
            {
                var appended = journal.NextAppend();
                foreach (var entry in journal.Snapshot(from))
                {
                    from = entry.Sequence + 1;
                    if (filter.IsMatch(entry) && left-- > 0)
                    {
                        end.Token.ThrowIfCancellationRequested();
                        await WriteAsync(output, entry);
                    }
                }

                await output.FlushAsync(CancellationToken.None);
                await WaitAsync(appended, output, end.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the response tells the client.
        }
    }

    private static long LastId(HttpRequest request)
    {
        var value = request.Headers["Last-Event-ID"].ToString();
        return value.Length == 0 ? 0 :
            long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id :
            throw new ProblemException(StatusCodes.Status400BadRequest, $"Last-Event-ID is the sequence of an entry, not \"{value}\".");
    }

    private static async ValueTask WriteAsync(PipeWriter output, JournalEntry entry)
    {
        output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\ndata: ")));
        Journal.WriteJson(entry, output);
        output.Write("\n\n"u8);
        if (output.UnflushedBytes >= FlushAt)
        {
            await output.FlushAsync(CancellationToken.None);
        }
    }

    private static async Task WaitAsync(Task appended, PipeWriter output, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await appended.WaitAsync(Silence, TimeProvider.System, cancellation);
                return;
            }
            catch (TimeoutException)
            {
                output.Write(":\n\n"u8);
                await output.FlushAsync(CancellationToken.None);
            }
        }
    }
}
