using System.Runtime.CompilerServices;

namespace MockWs.Tests.Configuration;

/// <summary>Scenarios in files.</summary>
internal static class Scenarios
{
    /// <summary>A folder beside this file.</summary>
    public static string Folder(string name, [CallerFilePath] string here = "") => Path.GetFullPath(name, Path.GetDirectoryName(here)!);

    /// <summary>Writes a scenario to a file of its own.</summary>
    public static string Write(string json)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        File.WriteAllText(path, json);
        return path;
    }

    /// <summary>Starts a server in memory that does what a scenario says.</summary>
    public static Task<MockWsServer> StartAsync(string json, TimeProvider? time = null) => MockWsServer.StartAsync(mock =>
    {
        var path = Write(json);
        mock.InMemory().UseScenario(path).UseTime(time ?? TimeProvider.System);
        File.Delete(path);
    });

    /// <summary>The endpoints that a builder comes to, for comparing.</summary>
    public static IReadOnlyList<MockWs.Behaviours.Endpoint> Endpoints(Action<MockWsServerBuilder> configure)
    {
        var mock = new MockWsServerBuilder();
        configure(mock);
        return mock.Options.Endpoints;
    }

    /// <summary>What a scenario with these actions on open does.</summary>
    public static IReadOnlyList<MockWs.Behaviours.Actions.MockAction> Actions(string json)
    {
        var path = Write($$"""{ "endpoints": [ { "path": "/", "onOpen": [ {{json}} ] } ] }""");
        return Endpoints(mock => mock.UseScenario(path))[0].OnOpen;
    }

    /// <summary>What a scenario with this <c>when</c> asks for.</summary>
    public static MockWs.Behaviours.Matching.Matcher Matcher(string json)
    {
        var path = Write($$"""{ "endpoints": [ { "path": "/", "rules": [ { "when": {{json}}, "then": [] } ] } ] }""");
        return Endpoints(mock => mock.UseScenario(path))[0].Rules[0].When;
    }
}
