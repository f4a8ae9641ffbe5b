using System.Net.WebSockets;
using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Tests.Server;

namespace MockWs.Tests.Configuration;

/// <summary>A server that is told anew how it is to be.</summary>
[CancelAfter(30_000)]
internal sealed class ReconfigureTests
{
    [Test]
    public async Task Clients_that_come_later_meet_the_new_and_those_that_are_there_the_old()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/a", a => a.Otherwise(then => then.Send("old"))));
        using var before = await server.ConnectAsync("/a");

        server.Reconfigure(mock => mock
            .At("/a", a => a.Otherwise(then => then.Send("new")))
            .At("/b", b => b.UseSubprotocols("chat.v2").Otherwise(then => then.Send("b"))));

        (await before.EchoAsync("?")).Should().Be("old");
        using var after = await server.ConnectAsync("/a");
        (await after.EchoAsync("?")).Should().Be("new");
        using var other = await server.ConnectAsync("/b", options => options.AddSubProtocol("chat.v2"));
        (await other.EchoAsync("?")).Should().Be("b");
        other.SubProtocol.Should().Be("chat.v2");
        server.ToJson().Should().Contain("\"/b\"").And.Contain("\"new\"").And.NotContain("\"old\"");
    }

    [Test]
    public async Task What_is_not_said_anew_is_as_if_it_had_never_been_said()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/a").Otherwise(Unmatched.Ignore));

        server.Reconfigure(_ => { });

        using var client = await server.ConnectAsync("/anywhere");
        (await client.EchoAsync("hello")).Should().Be("hello");
    }

    [Test]
    public async Task Connections_are_counted_from_the_beginning_again()
    {
        Action<MockWsServerBuilder> configure = mock => mock.InMemory()
            .At("/a", a => a.OnConnection(1).Otherwise(then => then.Send("first")))
            .At("/a", a => a.Otherwise(then => then.Send("later")));
        await using var server = await MockWsServer.StartAsync(configure);
        (await AskAsync(server)).Should().Be("first");
        (await AskAsync(server)).Should().Be("later");

        server.Reconfigure(configure);

        (await AskAsync(server)).Should().Be("first");
    }

    [Test]
    public async Task After_an_error_the_server_goes_on_as_it_was()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/a", a => a.Otherwise(then => then.Send("old"))));
        var before = server.ToJson();

        var scenario = () => server.Reconfigure(mock => mock.UseScenarioText("""{ "endpoints": [ { "path": "/a", "rule": [] } ] }"""));
        var setting = () => server.Reconfigure(mock => mock.Options.MessageLimit = 0);

        scenario.Should().Throw<ScenarioException>().Which.Errors.Should()
            .Equal("scenario(1,34): $.endpoints[0].rule: unknown key \"rule\"; did you mean \"rules\"?");
        setting.Should().Throw<ArgumentException>();
        server.ToJson().Should().Be(before);
        (await AskAsync(server)).Should().Be("old");
    }

    [Test]
    public async Task Text_is_a_scenario_and_sends_files_only_from_a_folder_that_is_given()
    {
        const string json = """{ "endpoints": [ { "path": "/a", "otherwise": [ { "sendFile": { "path": "ScenarioTests.cs", "asText": true } } ] } ] }""";
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().UseScenarioText(json, Scenarios.Folder(".")));

        (await AskAsync(server)).Should().StartWith("using ");
        var without = () => server.Reconfigure(mock => mock.UseScenarioText(json));
        without.Should().Throw<ScenarioException>().WithMessage("*this value comes from no file*");
    }

    [Test]
    public async Task Where_the_server_listens_stays()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0"));
        var url = server.Url;

        server.Reconfigure(mock => mock.InMemory().At("/a", a => a.Otherwise(then => then.Send("new"))));

        server.Url.Should().Be(url);
        using var client = new ClientWebSocket();
        await client.ConnectAsync(server.UrlOf("/a"), CancellationToken.None);
        (await client.EchoAsync("?")).Should().Be("new");
        server.ToJson().Should().Contain("127.0.0.1:0");
    }

    private static async Task<string> AskAsync(MockWsServer server)
    {
        using var client = await server.ConnectAsync("/a");
        return await client.EchoAsync("?");
    }
}
