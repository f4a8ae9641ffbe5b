using MockWs.Benchmarks.Load;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Scenarios;

/// <summary>One message at a time on one connection.</summary>
internal sealed class LatencyScenario : IScenario
{
    private readonly PingPongLoad _load = new(EchoMessage.Text(32));

    public string Name => "latency";

    public string Title => "32-byte text, 1 connection, 1 in flight";

    public IReadOnlyList<Metric> Metrics { get; } = [new("median µs", "0.0"), new("p99 µs", "0.0")];

    public Rounds Rounds => Rounds.TakeTurns;

    public double[] Measure(ServerProcess server, TimeSpan duration)
    {
        var (median, p99) = _load.Run(server.Port, duration);
        return [median, p99];
    }
}
