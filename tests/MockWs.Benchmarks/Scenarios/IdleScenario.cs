using MockWs.Benchmarks.Load;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Scenarios;

/// <summary>What a connection costs in the server's resident memory when nothing happens on it.</summary>
internal sealed class IdleScenario(int connections) : IScenario
{
    // Enough to compile the path of a handshake, one after the other so that pools stay small.
    private const int Rehearsals = 500;

    public string Name => "idle";

    public string Title => $"{connections:#,0} idle connections: resident memory of the server for each";

    public IReadOnlyList<Metric> Metrics { get; } = [new("KiB a connection", "0.0")];

    public Rounds Rounds => Rounds.OneOnAFreshServer;

    public double[] Measure(ServerProcess server, TimeSpan duration)
    {
        for (var i = 0; i < Rehearsals; i++)
        {
            using var rehearsal = LoadConnection.Open(server.Port);
            rehearsal.Close();
        }
        var before = server.SettledResidentBytes();

        var idle = new List<LoadConnection>(connections);
        try
        {
            for (var i = 0; i < connections; i++)
                idle.Add(LoadConnection.Open(server.Port));
            return [(server.SettledResidentBytes() - before) / 1024.0 / connections];
        }
        finally
        {
            foreach (var connection in idle)
                connection.Dispose();
        }
    }
}
