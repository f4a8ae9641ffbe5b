using System.Threading.Channels;

namespace NUnitSuite.Client;

/// <summary>Who wants to hear of which symbol. Safe for concurrent use.</summary>
internal sealed class Subscriptions
{
    private readonly Dictionary<string, List<Channel<Price>>> _channels = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public IReadOnlyList<string> Symbols
    {
        get
        {
            lock (_lock)
            {
                return [.. _channels.Keys];
            }
        }
    }

    /// <summary>Whether this is the first subscriber of the symbol, so that the server has to be told.</summary>
    public bool Add(string symbol, Channel<Price> channel)
    {
        lock (_lock)
        {
            if (_channels.TryGetValue(symbol, out var others))
            {
                others.Add(channel);
                return false;
            }

            _channels[symbol] = [channel];
            return true;
        }
    }

    /// <summary>Whether this was the last subscriber of the symbol, so that the server has to be told.</summary>
    public bool Remove(string symbol, Channel<Price> channel)
    {
        lock (_lock)
        {
            channel.Writer.TryComplete();
            return _channels.TryGetValue(symbol, out var all) && all.Remove(channel) && all.Count == 0 && _channels.Remove(symbol);
        }
    }

    public void Publish(Price price)
    {
        lock (_lock)
        {
            foreach (var channel in _channels.GetValueOrDefault(price.Symbol, []))
            {
                channel.Writer.TryWrite(price);
            }
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            foreach (var channel in _channels.Values.SelectMany(all => all))
            {
                channel.Writer.TryComplete();
            }
        }
    }
}
