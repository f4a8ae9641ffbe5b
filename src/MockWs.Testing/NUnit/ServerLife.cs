namespace MockWs.Testing;

/// <summary>How long the server of a <see cref="MockWsFixture"/> lives.</summary>
public enum ServerLife
{
    /// <summary>Each test has one of its own: the default.</summary>
    Test,

    /// <summary>
    /// All tests of the fixture share one. A test then fails on what was found since the one before it ended; which of several tests that run
    /// in parallel that is, chance decides. Clients left open fail the fixture.
    /// </summary>
    Fixture,
}
