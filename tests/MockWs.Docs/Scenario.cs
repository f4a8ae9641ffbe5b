namespace MockWs.Docs;

/// <summary>Scenarios as pages show them.</summary>
internal static class Scenario
{
    /// <summary>Reads a scenario as a user's file is read.</summary>
    public static MockWsServerOptions Read(string json)
    {
        var path = Path.Combine(Repository.Root, $"{Guid.NewGuid()}.docs.json");
        File.WriteAllText(path, json);
        try
        {
            return Build(mock => mock.UseScenario(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static MockWsServerOptions Build(Action<MockWsServerBuilder> configure)
    {
        var mock = new MockWsServerBuilder();
        configure(mock);
        return mock.Options;
    }

    public static void IsValid(string json) => FluentActions.Invoking(() => Read(json)).Should().NotThrow();

    public static void IsUneven() => Assert.Fail("Give each piece of code in the one cell its counterpart in the other.");
}
