namespace MockWs.Testing;

/// <summary>Where assertions begin: <c>server.Should()</c> and <c>connection.Should()</c>.</summary>
public static class MockWsAssertionExtensions
{
    /// <summary>Asserts what all clients of a server did.</summary>
    public static MockWsServerAssertions Should(this MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new MockWsServerAssertions(server, new JournalContext(server.Journal));
    }

    /// <summary>Asserts what one client did.</summary>
    public static MockWsConnectionAssertions Should(this MockWsConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new MockWsConnectionAssertions(connection, new JournalContext(connection.Journal) { Connection = connection.Id });
    }
}
