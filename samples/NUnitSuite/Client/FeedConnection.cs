using System.Net.WebSockets;

namespace NUnitSuite.Client;

/// <summary>One connection to the feed, from its handshake to its end.</summary>
internal sealed class FeedConnection : IDisposable
{
    private readonly FeedOptions _options;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private volatile bool _hasHeard;

    public FeedConnection(FeedOptions options)
    {
        _options = options;
        _socket.Options.AddSubProtocol("feed.v1");
        _socket.Options.KeepAliveInterval = TimeSpan.Zero; // the feed has a heartbeat of its own
        if (options.Token is not null)
        {
            _socket.Options.SetRequestHeader("Authorization", $"Bearer {options.Token}");
        }
    }

    /// <summary>The code that the server closed with; null without a close frame.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects and takes messages until the connection ends, however it does. Throws nothing.</summary>
    public async Task RunAsync(Func<FeedMessage, Task> take, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await _socket.ConnectAsync(_options.Url, _options.Invoker, stop);
            var beating = BeatAsync(end.Token);
            await ReadAsync(take, end.Token);
            await end.CancelAsync();
            await beating;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // Why it ended does not matter to who connects again.
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    /// <summary>Sends a message; false if the connection has ended.</summary>
    public async Task<bool> SendAsync(FeedMessage message, CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(message.ToBytes(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
            return true;
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye; the server's answer ends <see cref="RunAsync"/>.</summary>
    public async Task SayGoodbyeAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "goodbye", CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // The semaphore is left to the garbage collector: a sender may be about to give it back.
    public void Dispose() => _socket.Dispose();

    private async Task ReadAsync(Func<FeedMessage, Task> take, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, stop);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await AnswerCloseAsync();
                return;
            }

            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                _hasHeard = true;
                if (FeedMessage.Parse(whole.ToArray()) is { } message)
                {
                    await take(message);
                }

                whole.SetLength(0);
            }
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(_options.HeartbeatInterval, _options.Time);
            for (var asked = false; await timer.WaitForNextTickAsync(stop); asked = true)
            {
                if (asked && !_hasHeard)
                {
                    _socket.Abort();
                    return;
                }

                _hasHeard = false;
                await SendAsync(new FeedMessage("ping"), stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended, which the reader knows too.
        }
    }

    private Task AnswerCloseAsync() => _socket.State == WebSocketState.CloseReceived
        ? _socket.CloseOutputAsync(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", CancellationToken.None)
        : Task.CompletedTask;
}
