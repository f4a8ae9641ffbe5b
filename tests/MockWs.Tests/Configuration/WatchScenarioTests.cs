using System.Threading.Channels;
using MockWs.Configuration;
using MockWs.Tests.Server;

namespace MockWs.Tests.Configuration;

/// <summary>Scenarios whose files change while they are served.</summary>
[CancelAfter(30_000)]
internal sealed class WatchScenarioTests
{
    private Channel<ScenarioReload> _told = Channel.CreateUnbounded<ScenarioReload>();
    private string _folder = "";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("mockws").FullName;
        _told = Channel.CreateUnbounded<ScenarioReload>();
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_changed_file_is_read_again()
    {
        var file = Write("chat.json", Saying("old"));
        await using var server = await StartAsync(file);
        (await AskAsync(server)).Should().Be("old");

        Write("chat.json", Saying("new"));
        var told = await ToldAsync(reload => reload.IsDone);

        told.Error.Should().BeNull();
        (await AskAsync(server)).Should().Be("new");
    }

    [Test]
    public async Task A_broken_file_leaves_the_server_as_it_was_and_a_mended_one_is_read_again()
    {
        var file = Write("chat.json", Saying("old"));
        await using var server = await StartAsync(file);

        Write("chat.json", """{ "endpoints": [ { "path": "/a", "rule": [] } ] }""");
        var broken = await ToldAsync(reload => reload.Error is ScenarioException { Errors: [var error] } && error.Contains("\"rule\"", StringComparison.Ordinal));
        broken.IsDone.Should().BeFalse();
        (await AskAsync(server)).Should().Be("old");

        Write("chat.json", Saying("mended"));
        await ToldAsync(reload => reload.IsDone);
        (await AskAsync(server)).Should().Be("mended");
    }

    [Test]
    public async Task A_file_that_vanishes_leaves_the_server_as_it_was()
    {
        var file = Write("chat.json", Saying("old"));
        await using var server = await StartAsync(file);

        File.Delete(file);
        var told = await ToldAsync(reload => !reload.IsDone);

        told.Error.Should().BeOfType<ScenarioException>().Which.Message.Should().Contain("chat.json");
        (await AskAsync(server)).Should().Be("old");
    }

    [Test]
    public async Task A_file_that_comes_into_a_folder_is_read_with_the_others()
    {
        Write("chat.json", Saying("old"));
        await using var server = await StartAsync(_folder);

        Write("feed.json", """{ "endpoints": [ { "path": "/feed" } ] }""");
        await ToldAsync(reload => reload.IsDone);

        server.ToJson().Should().Contain("\"/a\"").And.Contain("\"/feed\"");
    }

    [Test]
    public async Task What_was_said_beside_the_scenario_is_said_again()
    {
        var file = Write("chat.json", Saying("old"));
        await using var server = await MockWsServer.StartAsync(mock => mock
            .InMemory().At("/code", code => code.Otherwise(then => then.Do((_, ask) => ask.Send("code")))).WatchScenario(Tell, file));

        Write("chat.json", Saying("new"));
        await ToldAsync(reload => reload.IsDone);

        (await AskAsync(server, "/code")).Should().Be("code");
        (await AskAsync(server)).Should().Be("new");
    }

    [Test]
    public async Task What_changes_while_the_server_starts_is_not_missed()
    {
        var file = Write("chat.json", Saying("old"));
        await using var server = await MockWsServer.StartAsync(mock =>
        {
            mock.InMemory().WatchScenario(Tell, file);
            Write("chat.json", Saying("changed while starting"));
        });

        await ToldAsync(reload => reload.IsDone);

        (await AskAsync(server)).Should().Be("changed while starting");
    }

    [Test]
    public async Task Warnings_are_told_too()
    {
        var file = Write("chat.json", Saying("old"));
        await using var server = await StartAsync(file);

        Write("chat.json", """{ "endpoints": [ { "path": "/a", "rules": [ { "when": { "any": true }, "then": [] }, { "when": { "text": "a" }, "then": [] } ] } ] }""");

        (await ToldAsync(reload => reload.IsDone)).Warnings.Should().ContainSingle().Which.Should().Contain("never reached");
    }

    private static string Saying(string text) => $$"""{ "endpoints": [ { "path": "/a", "otherwise": [ { "send": "{{text}}" } ] } ] }""";

    private static async Task<string> AskAsync(MockWsServer server, string path = "/a")
    {
        using var client = await server.ConnectAsync(path);
        return await client.EchoAsync("?");
    }

    private Task<MockWsServer> StartAsync(string path) => MockWsServer.StartAsync(mock => mock.InMemory().WatchScenario(Tell, path));

    private void Tell(ScenarioReload reload) => _told.Writer.TryWrite(reload);

    // A file may be seen half written; what it is in the end is told last.
    private async Task<ScenarioReload> ToldAsync(Func<ScenarioReload, bool> isMeant)
    {
        while (true)
        {
            var told = await _told.Reader.ReadAsync(Cancellation);
            if (isMeant(told))
            {
                return told;
            }
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
