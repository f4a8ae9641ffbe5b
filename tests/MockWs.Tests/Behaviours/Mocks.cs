namespace MockWs.Tests.Behaviours;

/// <summary>Servers in memory with one endpoint, <c>/chat/{room}</c>.</summary>
internal static class Mocks
{
    public static Task<MockWsServer> StartAsync(Action<EndpointBuilder> chat, TimeProvider? time = null) =>
        MockWsServer.StartAsync(mock => mock.InMemory().UseTime(time ?? TimeProvider.System).At("/chat/{room}", chat));
}
