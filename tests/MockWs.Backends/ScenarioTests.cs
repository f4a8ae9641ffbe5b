using MockWs.Configuration;
using MockWs.Faults;

namespace MockWs.Backends;

/// <summary>The backend as a word of scenarios.</summary>
[TestFixtureSource(typeof(Backend), nameof(Backend.All))]
public class ScenarioTests(Backend backend)
{
    [Test]
    public async Task A_server_is_written_with_its_backend_and_read_back_with_it()
    {
        await using var server = await backend.StartAsync(mock => mock.At("/chat", chat => chat.When(Text.Is("ping"), then => then.Send("pong"))));
        await using var again = await MockWsServer.StartAsync(mock => mock.UseScenario(Write(server.ToJson())));

        again.ToJson().Should().Be(server.ToJson());
        using var client = await backend.ConnectAsync(again, "/chat");
        (await client.EchoAsync("ping")).Should().Be("pong");
    }

    [Test]
    public void What_the_backend_of_a_scenario_cannot_do_is_an_error_of_the_scenario()
    {
        var mock = new MockWsServerBuilder();
        backend.Use(mock);
        var name = mock.Options.Backend.Capabilities.Backend;

        var read = () => new MockWsServerBuilder().UseScenario(Write($$"""{ "backend": "{{name}}", "serverNoContextTakeover": true }"""));

        if (backend.Can(Capabilities.Compression))
        {
            read.Should().NotThrow();
        }
        else
        {
            read.Should().Throw<ScenarioException>().WithMessage(
                $"*.json(1,14): $.backend: the server: ServerNoContextTakeover needs permessage-deflate, which the backend \"{name}\" does not have.");
        }
    }

    private static string Write(string json)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        File.WriteAllText(path, json);
        return path;
    }
}
