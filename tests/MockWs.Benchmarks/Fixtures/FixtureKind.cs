namespace MockWs.Benchmarks.Fixtures;

/// <summary>A server as a test starts one for itself, or none at all.</summary>
internal enum FixtureKind
{
    /// <summary>No start: a client of an echo that has long been running. What is left is the client's own time, which every server's holds.</summary>
    ClientAlone,
    MockWsInMemory,
    MockWs,
    Kestrel,
    WireMock,
}

/// <summary>What is said of the kinds.</summary>
internal static class FixtureKinds
{
    public static string Name(this FixtureKind kind) => kind switch
    {
        FixtureKind.ClientAlone => "the client alone, TCP",
        FixtureKind.MockWsInMemory => "MockWs, in memory",
        FixtureKind.MockWs => "MockWs, TCP",
        FixtureKind.Kestrel => "Kestrel, TCP",
        FixtureKind.WireMock => "WireMock.Net, TCP",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of fixture."),
    };

    /// <summary>What the project promises, in milliseconds; null for what it does not.</summary>
    public static (double? Warm, double? Cold) Target(this FixtureKind kind) => kind switch
    {
        FixtureKind.MockWsInMemory => (0.5, null),
        FixtureKind.MockWs => (1.2, 70),
        _ => (null, null),
    };
}
