using System.Threading.Channels;

namespace NUnitSuite.Client;

/// <summary>
/// Prices over one WebSocket: subscriptions that outlive connections, requests with replies, a heartbeat, and a new connection after a wait when one ends.
/// Safe for concurrent use.
/// </summary>
public sealed class FeedClient : IAsyncDisposable
{
    /// <summary>The close code of a server that does not want this client: it does not come back.</summary>
    private const int Unwanted = 4401;

    /// <summary>How long the server may take to answer a goodbye.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FeedOptions _options;
    private readonly Subscriptions _subscriptions = new();
    private readonly Requests _requests;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FeedConnection? _connection;
    private bool _isLeaving;

    /// <summary>Begins to connect.</summary>
    public FeedClient(FeedOptions options)
    {
        _options = options;
        _requests = new Requests(options);
        _running = RunAsync();
    }

    /// <summary>What it is doing.</summary>
    public FeedState State { get; private set; }

    /// <summary>Waits until it is doing this.</summary>
    public async Task WhenAsync(FeedState state, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (State == state)
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>Asks for the prices of a symbol, now and on every further connection, until the subscription is disposed.</summary>
    public async Task<Subscription> SubscribeAsync(string symbol, CancellationToken cancellation = default)
    {
        var channel = Channel.CreateUnbounded<Price>();
        bool hasToTell;
        lock (_lock)
        {
            hasToTell = _subscriptions.Add(symbol, channel) && State == FeedState.Connected;
        }

        if (hasToTell)
        {
            await _connection!.SendAsync(new FeedMessage("subscribe") { Symbol = symbol }, cancellation);
        }

        return new Subscription(channel.Reader, async () =>
        {
            if (_subscriptions.Remove(symbol, channel) && State == FeedState.Connected)
            {
                await _connection!.SendAsync(new FeedMessage("unsubscribe") { Symbol = symbol }, CancellationToken.None);
            }
        });
    }

    /// <summary>Asks what a symbol costs now.</summary>
    /// <exception cref="FeedException">The server does not know, or is not there.</exception>
    /// <exception cref="TimeoutException">No reply came in time.</exception>
    public async Task<decimal> GetPriceAsync(string symbol, CancellationToken cancellation = default)
    {
        var connection = State == FeedState.Connected ? _connection! : throw new FeedException("There is no connection now.");
        var question = new FeedMessage("request") { Symbol = symbol };
        var reply = await _requests.AskAsync(question, message => connection.SendAsync(message, cancellation), cancellation);
        return reply.Price ?? throw new FeedException("The reply has no price.");
    }

    /// <summary>Says goodbye to the server, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isLeaving, true))
        {
            return;
        }

        if (State == FeedState.Connected)
        {
            await _connection!.SayGoodbyeAsync();
            await Task.WhenAny(_running, Task.Delay(Patience, _options.Time));
        }

        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        for (var failures = 0; !_isLeaving; failures++)
        {
            Become(FeedState.Connecting);
            using var connection = new FeedConnection(_options);
            _connection = connection;
            var wasWelcome = false;
            await connection.RunAsync(
                message =>
                {
                    wasWelcome |= message.Type == "welcome";
                    return TakeAsync(connection, message);
                },
                _stop.Token);
            if (_isLeaving || connection.CloseCode == Unwanted)
            {
                break;
            }

            // The timer runs before anybody is told that it does.
            failures = wasWelcome ? 0 : failures;
            var wait = Task.Delay(_options.BackoffAfter(failures), _options.Time, _stop.Token);
            Become(FeedState.Waiting);
            _requests.FailAll("The connection was lost.");
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Become(FeedState.Stopped);
        _requests.FailAll("The client has ended.");
        _subscriptions.Complete();
    }

    private async Task TakeAsync(FeedConnection connection, FeedMessage message)
    {
        switch (message)
        {
            case { Type: "welcome" }:
                await SubscribeAgainAsync(connection);
                break;
            case { Type: "price", Symbol: { } symbol, Price: { } price }:
                _subscriptions.Publish(new Price(symbol, price));
                break;
            case { Type: "reply" or "error" }:
                _requests.Take(message);
                break;
        }
    }

    private async Task SubscribeAgainAsync(FeedConnection connection)
    {
        IReadOnlyList<string> symbols;
        lock (_lock)
        {
            // In one step, so that who subscribes meanwhile is told of here or there, and never in both places.
            symbols = _subscriptions.Symbols;
            Become(FeedState.Connected);
        }

        foreach (var symbol in symbols)
        {
            await connection.SendAsync(new FeedMessage("subscribe") { Symbol = symbol }, _stop.Token);
        }
    }

    private void Become(FeedState state)
    {
        lock (_lock)
        {
            State = state;
            var before = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            before.SetResult();
        }
    }
}
