namespace MockWs.Benchmarks.Servers;

/// <summary>Our echo as the mockws tool sets its process up: the default behaviour, and all of it recorded.</summary>
internal static class MockWsEcho
{
    public static async Task<int> StartAsync()
    {
        // Before the first socket; see Program.cs of the tool.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0"));
        return server.Urls[0].Port;
    }
}
