using MockWs.Benchmarks.Scenarios;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Report;

/// <summary>
/// The figures of one scenario, taken round by round: in each round every server has its turn, so that what else the machine
/// does falls on all of them, and servers are compared within a round only.
/// </summary>
internal sealed class Comparison
{
    private const int MostWarmUps = 8;
    private const double WarmAfterBusySeconds = 6;

    private readonly Dictionary<ServerKind, List<double[]>> _figures;

    private Comparison(IScenario scenario, IEnumerable<ServerKind> servers)
    {
        Scenario = scenario;
        _figures = servers.ToDictionary(server => server, _ => new List<double[]>());
    }

    public IScenario Scenario { get; }

    public IEnumerable<ServerKind> Servers => _figures.Keys;

    public static Comparison Run(IScenario scenario, IReadOnlyList<ServerKind> servers, int rounds, TimeSpan duration)
    {
        var withSink = scenario.Rounds == Rounds.TakeTurnsWithSink;
        var comparison = new Comparison(scenario, servers.Where(server => withSink || server != ServerKind.Sink));
        if (scenario.Rounds == Rounds.OneOnAFreshServer)
            comparison.RunOnFreshServers(duration);
        else
            comparison.TakeTurns(rounds, duration);
        return comparison;
    }

    /// <summary>The figures of a server by one metric, a figure a round, from the least to the greatest.</summary>
    public Spread Of(ServerKind server, int metric) => new(_figures[server].Select(figures => figures[metric]));

    /// <summary>How many times the peer's figure the subject's is, in each round; null where one of them did not take part.</summary>
    public Spread? Ratio(ServerKind subject, ServerKind peer, int metric) =>
        _figures.TryGetValue(subject, out var ours) && _figures.TryGetValue(peer, out var theirs)
            ? new(ours.Zip(theirs, (mine, other) => mine[metric] / other[metric]))
            : null;

    private void TakeTurns(int rounds, TimeSpan duration)
    {
        var processes = new List<(ServerKind Kind, ServerProcess Process)>();
        try
        {
            foreach (var kind in Servers)
                processes.Add((kind, ServerProcess.Start(kind)));
            foreach (var (_, process) in processes)
                WarmUp(process, duration);
            for (var round = 0; round < rounds; round++)
            {
                foreach (var (kind, process) in processes)
                    _figures[kind].Add(Scenario.Measure(process, duration));
            }
        }
        finally
        {
            foreach (var (_, process) in processes)
                process.Dispose();
        }
    }

    /// <summary>The compiler of .NET comes to its best code late, and on a core that the server has for itself only in what it leaves over.</summary>
    private void WarmUp(ServerProcess process, TimeSpan duration)
    {
        for (var turn = 0; turn < MostWarmUps && process.BusySeconds() < WarmAfterBusySeconds; turn++)
            Scenario.Measure(process, duration);
    }

    private void RunOnFreshServers(TimeSpan duration)
    {
        foreach (var kind in Servers)
        {
            using var process = ServerProcess.Start(kind);
            _figures[kind].Add(Scenario.Measure(process, duration));
        }
    }
}

/// <summary>Figures in order.</summary>
internal sealed class Spread(IEnumerable<double> figures)
{
    private readonly double[] _ordered = [.. figures.Order()];

    public double Median => (_ordered[(_ordered.Length - 1) / 2] + _ordered[_ordered.Length / 2]) / 2;

    /// <summary>The median, and in brackets the least and the greatest where there is more than one figure.</summary>
    public string Print(string format) => _ordered.Length == 1
        ? Median.ToString(format)
        : $"{Median.ToString(format)} ({_ordered[0].ToString(format)}–{_ordered[^1].ToString(format)})";
}
