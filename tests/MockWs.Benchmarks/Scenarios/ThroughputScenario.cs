using MockWs.Benchmarks.Load;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Scenarios;

/// <summary>Many messages in flight on several connections; a message counts for so much of the unit.</summary>
internal sealed class ThroughputScenario(string name, string title, EchoMessage message, int connections, int window, Metric unit, double perMessage)
    : IScenario
{
    private readonly PipelinedLoad _load = new(message, connections, window);

    public string Name => name;

    public string Title => title;

    public IReadOnlyList<Metric> Metrics { get; } =
        [unit, unit with { Unit = $"{unit.Unit} of processor" }, new Metric("polls in vain", "0%", IsCompared: false)];

    public Rounds Rounds => Rounds.TakeTurnsWithSink;

    public double[] Measure(ServerProcess server, TimeSpan duration)
    {
        var busy = server.BusySeconds();
        var (messagesPerSecond, pollsInVain) = _load.Run(server.Port, duration);
        busy = server.BusySeconds() - busy;
        var perSecond = messagesPerSecond * perMessage;
        return [perSecond, perSecond * duration.TotalSeconds / busy, pollsInVain];
    }
}
