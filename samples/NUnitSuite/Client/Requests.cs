using System.Collections.Concurrent;

namespace NUnitSuite.Client;

/// <summary>Requests that wait for their replies, which may come in any order. Safe for concurrent use.</summary>
internal sealed class Requests(FeedOptions options)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<FeedMessage>> _waiting = new();
    private long _last;

    public async Task<FeedMessage> AskAsync(FeedMessage question, Func<FeedMessage, Task<bool>> send, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<FeedMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        try
        {
            var reply = answer.Task.WaitAsync(options.RequestTimeout, options.Time, cancellation);
            return await send(question with { Id = id }) ? await reply : throw new FeedException("The connection was lost.");
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    public void Take(FeedMessage reply)
    {
        if (reply.Id is { } id && _waiting.TryGetValue(id, out var answer))
        {
            _ = reply.Type == "error" ? answer.TrySetException(new FeedException(reply.Message ?? "no reason given")) : answer.TrySetResult(reply);
        }
    }

    public void FailAll(string reason)
    {
        foreach (var answer in _waiting.Values)
        {
            answer.TrySetException(new FeedException(reason));
        }
    }
}
