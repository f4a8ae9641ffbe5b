using System.Diagnostics;
using MockWs.Benchmarks.Load;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Scenarios;

/// <summary>One client that connects, upgrades and closes, again and again.</summary>
internal sealed class HandshakeScenario : IScenario
{
    public string Name => "handshakes";

    public string Title => "one client: connect, upgrade, closing handshake, end of TCP, one after the other";

    public IReadOnlyList<Metric> Metrics { get; } = [new("handshakes/s", "0"), new("handshakes/s of processor", "0")];

    public Rounds Rounds => Rounds.TakeTurns;

    public double[] Measure(ServerProcess server, TimeSpan duration)
    {
        var handshakes = 0;
        var busy = server.BusySeconds();
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            using var connection = LoadConnection.Open(server.Port);
            connection.Close();
            handshakes++;
        }
        return [handshakes / Stopwatch.GetElapsedTime(start).TotalSeconds, handshakes / (server.BusySeconds() - busy)];
    }
}
