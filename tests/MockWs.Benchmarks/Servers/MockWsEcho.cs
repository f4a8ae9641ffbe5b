namespace MockWs.Benchmarks.Servers;

/// <summary>Our echo as a user gets it: the default behaviour, and all of it recorded.</summary>
internal static class MockWsEcho
{
    public static async Task<int> StartAsync()
    {
        var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0"));
        return server.Urls[0].Port;
    }
}
