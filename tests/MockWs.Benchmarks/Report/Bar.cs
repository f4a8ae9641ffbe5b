using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Report;

/// <summary>What MockWs has to reach in a scenario, by its first metric.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Peer">The server it is compared with, or null where the figure itself is the bar.</param>
/// <param name="Limit">The figure, or how many times the peer's figure.</param>
/// <param name="IsFloor">Whether the limit is the least that will do, or the most.</param>
internal sealed record Bar(string Scenario, ServerKind? Peer, double Limit, bool IsFloor)
{
    public static IReadOnlyList<Bar> All { get; } =
    [
        new("throughput", ServerKind.Kestrel, 4, IsFloor: true),
        new("throughput", ServerKind.Ws, 20, IsFloor: true),
        new("latency", ServerKind.Kestrel, 0.8, IsFloor: false),
        new("large", ServerKind.Kestrel, 2, IsFloor: true),
        new("handshakes", ServerKind.Kestrel, 1, IsFloor: true),
        new("idle", null, 6, IsFloor: false),
    ];

    /// <summary>The row of a verdict table, or null where the bar was not measured.</summary>
    public string[]? Judge(Comparison comparison, ServerKind subject)
    {
        var measured = Peer is { } peer ? comparison.Ratio(subject, peer, 0) : comparison.Of(subject, 0);
        if (measured is null || Peer == subject)
            return null;
        var met = IsFloor ? measured.Median >= Limit : measured.Median <= Limit;
        var unit = Peer is { } other ? $"x {other.Name()}" : comparison.Scenario.Metrics[0].Unit;
        return [Scenario, $"{(IsFloor ? "at least" : "at most")} {Limit} {unit}", measured.Print("0.00"), met ? "met" : "missed"];
    }
}
