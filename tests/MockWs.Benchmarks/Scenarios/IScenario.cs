using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Scenarios;

/// <summary>One thing to compare the servers by.</summary>
internal interface IScenario
{
    string Name { get; }

    string Title { get; }

    /// <summary>What a round measures, in the order of its figures.</summary>
    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>How the servers are run for it.</summary>
    Rounds Rounds { get; }

    /// <summary>Runs one round against a server and gives one figure for each metric.</summary>
    double[] Measure(ServerProcess server, TimeSpan duration);
}

/// <summary>A column of a scenario's table.</summary>
/// <param name="Unit">What stands above the column.</param>
/// <param name="Format">The numeric format of a figure.</param>
/// <param name="IsCompared">Whether servers are compared by it.</param>
internal sealed record Metric(string Unit, string Format, bool IsCompared = true);

/// <summary>How the servers are run for a scenario.</summary>
internal enum Rounds
{
    /// <summary>Each server is warmed up, then all take turns.</summary>
    TakeTurns,

    /// <summary>As above, and the sink takes part, to show the load client's ceiling.</summary>
    TakeTurnsWithSink,

    /// <summary>One round, with a server that has done nothing before.</summary>
    OneOnAFreshServer,
}
