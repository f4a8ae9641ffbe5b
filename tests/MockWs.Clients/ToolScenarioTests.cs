using System.Net.WebSockets;
using System.Text;

namespace MockWs.Clients;

/// <summary>How the tool serves scenarios: read again when they change, with values of the command line over them.</summary>
[CancelAfter(30_000)]
internal sealed class ToolScenarioTests
{
    private string _folder = "";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mockws").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_scenario_that_is_watched_is_read_again()
    {
        var file = Write("old");
        await using var tool = ToolProcess.Start(file, "--port", "0", "--watch");
        (await WelcomeAsync(tool, "/chat")).Should().Be("old");

        Write("new");
        await tool.LineAsync("read again; new clients meet it$");

        (await WelcomeAsync(tool, "/chat")).Should().Be("new");
    }

    [Test]
    public async Task Values_of_the_command_line_are_over_those_of_the_scenario()
    {
        await using var tool = ToolProcess.Start(
            Write("old"), "--port", "0", "--set", "endpoints.0.path=/other", "--set", "endpoints.0.onOpen.0.send=a=b");

        (await WelcomeAsync(tool, "/other")).Should().Be("a=b");
    }

    [Test]
    public async Task A_folder_is_a_scenario()
    {
        Write("old");
        await File.WriteAllTextAsync(Path.Combine(_folder, "feed.json"), """{ "endpoints": [ { "path": "/feed", "onOpen": [ { "send": "feed" } ] } ] }""");
        await using var tool = ToolProcess.Start(_folder, "--port", "0");

        (await WelcomeAsync(tool, "/chat")).Should().Be("old");
        (await WelcomeAsync(tool, "/feed")).Should().Be("feed");
    }

    [TestCase("--set seed", "mockws: --set is KEY=VALUE, such as --set seed=7 or --set endpoints.0.path=/other, not \"seed\".\n")]
    [TestCase("--set sede=7", "mockws: The scenario has an error:\n  command line: $.sede: unknown key \"sede\"; did you mean \"seed\"?\n")]
    [TestCase("--set seed=many", "mockws: The scenario has an error:\n  command line: $.seed: must be a whole number, is \"many\"\n")]
    [TestCase("--watch", "mockws: --watch needs a scenario to watch: mockws chat.json --watch.\n")]
    public async Task A_value_that_cannot_be_set_is_an_error(string arguments, string error)
    {
        await using var tool = ToolProcess.Start(arguments.Split(' '));
        var (exitCode, errors) = await tool.EndAsync();

        exitCode.Should().Be(2);
        errors.Should().StartWith(error);
    }

    private string Write(string welcome)
    {
        var file = Path.Combine(_folder, "chat.json");
        File.WriteAllText(file, $$"""{ "endpoints": [ { "path": "/chat", "onOpen": [ { "send": "{{welcome}}" } ] } ] }""");
        return file;
    }

    private static async Task<string> WelcomeAsync(ToolProcess tool, string path)
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(await tool.UrlAsync("ws"), path), Cancellation);
        var buffer = new byte[100];
        var received = await client.ReceiveAsync(buffer, Cancellation);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
