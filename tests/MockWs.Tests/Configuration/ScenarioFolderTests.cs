using MockWs.Configuration;

namespace MockWs.Tests.Configuration;

/// <summary>A folder as a scenario.</summary>
internal sealed class ScenarioFolderTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mockws").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_endpoints_of_the_files_follow_each_other_in_the_order_of_the_names()
    {
        Write("20-feed.json", """{ "seed": 7, "endpoints": [ { "path": "/feed", "onOpen": [ { "sendJson": { "n": 1 } } ] } ] }""");
        Write("10-chat.json", """{ "seed": 5, "endpoints": [ { "path": "/chat" }, { "path": "/chat/{room}" } ] }""");
        Write("15-settings.json", """{ "unmatched": "ignore" }""");
        Write("30-none.json", """{ "endpoints": [] }""");
        Write("mockws.schema.json", """{ "type": "object" }""");
        Write("notes.txt", "not JSON");
        Directory.CreateDirectory(Path.Combine(_folder, "payloads"));
        Write("payloads/big.json", "[ 1, 2, 3 ]");

        var mock = new MockWsServerBuilder().UseScenario(_folder);

        mock.Options.Endpoints.Select(endpoint => endpoint.Path!.Source).Should().Equal("/chat", "/chat/{room}", "/feed");
        mock.Options.Endpoints[2].OnOpen.Should().HaveCount(1);
        mock.Options.Seed.Should().Be(7);
        mock.Options.Unmatched.Should().Be(MockWs.Behaviours.Unmatched.Ignore);
    }

    [Test]
    public void An_error_stands_where_it_is_in_its_own_file()
    {
        Write("a.json", """{ "endpoints": [ { "path": "/a" } ] }""");
        Write("b.json", """{ "endpoints": [ { "path": "/b" }, { "path": "/b", "onOpen": [ { "sned": "hello" } ] } ] }""");

        var read = () => new MockWsServerBuilder().UseScenario(_folder);

        var b = Path.Combine(_folder, "b.json");
        read.Should().Throw<ScenarioException>().Which.Errors.Should().Equal(
            $"{b}(1,46): $.endpoints[1].path: there is an endpoint /b with this handshake before it, so that this one is never reached",
            $"{b}(1,66): $.endpoints[1].onOpen[0].sned: unknown key \"sned\"; did you mean \"send\"?");
    }

    [Test]
    public void Files_of_two_folders_are_laid_over_each_other_as_files_are()
    {
        Write("one/a.json", """{ "endpoints": [ { "path": "/a", "otherwise": [] } ] }""");
        Write("two/a.json", """{ "endpoints": [ { "path": "/b" } ] }""");

        var mock = new MockWsServerBuilder().UseScenario(Path.Combine(_folder, "one"), Path.Combine(_folder, "two"));

        mock.Options.Endpoints.Should().ContainSingle().Which.Path!.Source.Should().Be("/b");
        mock.Options.Endpoints[0].Otherwise.Should().BeEmpty();
    }

    [Test]
    public void A_link_leads_to_files_of_the_folder_and_to_no_others()
    {
        Write("outside.txt", "secret");
        Write("own/real/hello.txt", "hello");
        File.CreateSymbolicLink(Path.Combine(_folder, "own/hello.txt"), "real/hello.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "own/inside"), "real");
        File.CreateSymbolicLink(Path.Combine(_folder, "own/secret.txt"), "../outside.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "own/up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "elsewhere"), "own");

        Read("hello.txt", "own").Should().NotThrow();
        Read("inside/hello.txt", "own").Should().NotThrow();
        Read("hello.txt", "elsewhere").Should().NotThrow();
        foreach (var file in new[] { "secret.txt", "up/outside.txt", "../outside.txt" })
        {
            Read(file, "own").Should().Throw<ScenarioException>().WithMessage($"*the file \"{file}\" lies outside the scenario's own folder");
        }
    }

    [Test]
    public void A_folder_without_a_scenario_is_an_error()
    {
        Write("mockws.schema.json", "{}");

        var read = () => new MockWsServerBuilder().UseScenario(_folder);

        read.Should().Throw<ScenarioException>().WithMessage($"*the folder \"{_folder}\" has no scenario*");
    }

    private Func<MockWsServerBuilder> Read(string file, string folder)
    {
        Write("own/a.json", $$"""{ "endpoints": [ { "path": "/", "onOpen": [ { "sendFile": "{{file}}" } ] } ] }""");
        return () => new MockWsServerBuilder().UseScenario(Path.Combine(_folder, folder, "a.json"));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
