using System.Threading.Channels;

namespace NUnitSuite.Client;

/// <summary>The prices of one symbol, for as long as it is not disposed; over as many connections as it takes.</summary>
public sealed class Subscription : IAsyncDisposable
{
    private readonly Func<Task> _end;
    private readonly ChannelReader<Price> _prices;

    internal Subscription(ChannelReader<Price> prices, Func<Task> end) => (_prices, _end) = (prices, end);

    /// <summary>The next price.</summary>
    /// <exception cref="ChannelClosedException">The client or the subscription was disposed.</exception>
    public ValueTask<Price> NextAsync(CancellationToken cancellation = default) => _prices.ReadAsync(cancellation);

    /// <summary>Tells the server, if nobody else wants the symbol.</summary>
    public async ValueTask DisposeAsync() => await _end();
}
