using System.Text;
using System.Text.Json;

namespace MockWs.Server.Tests.Admin;

/// <summary>What files a call can make the tool read: those of the scenario's own folder, and no others.</summary>
[CancelAfter(60_000)]
internal sealed class FileAccessTests
{
    private const string Secret = "a secret of this machine";

    private string _root = "";
    private string _folder = "";

    private static IEnumerable<string> Outside =>
    [
        "../secret.txt", "{root}/secret.txt", "./../secret.txt", "sub/../../secret.txt", "link.txt", "up/secret.txt", "sub/../up/secret.txt",
        "{folder}/../secret.txt", "{folder}x/secret.txt", "/proc/self/environ", "/etc/hostname", "/dev/zero", "file://{root}/secret.txt",
    ];

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("mockws").FullName;
        _folder = Path.Combine(_root, "own");
        Directory.CreateDirectory(Path.Combine(_folder, "sub"));
        Directory.CreateDirectory($"{_folder}x");
        File.WriteAllText(Path.Combine(_root, "secret.txt"), Secret);
        File.WriteAllText(Path.Combine($"{_folder}x", "secret.txt"), Secret);
        File.WriteAllText(Path.Combine(_folder, "sub", "public.txt"), "for everybody");
        File.WriteAllText(Path.Combine(_folder, "chat.json"), """{ "endpoints": [ { "path": "/chat" } ] }""");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.txt"), "../secret.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "up"), "..");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [TestCaseSource(nameof(Outside))]
    public async Task A_file_outside_of_the_folder_is_read_by_no_call(string file)
    {
        await using var tool = await Tool.StartAsync(options => options with { Scenarios = [Path.Combine(_folder, "chat.json")] });
        await tool.ConnectAsync("/chat");
        var name = file.Replace("{root}", _root, StringComparison.Ordinal).Replace("{folder}", _folder, StringComparison.Ordinal);
        foreach (var (method, path, body) in Calls(name))
        {
            var (status, answer) = await tool.AskAsync(method, path, body);
            status.Should().Be(400, "of {0} {1}: {2}", method, path, answer);
            answer.Should().Contain("errors").And.NotContain(Secret);
        }

        (await tool.GetAsync("scenario")).ToJsonString().Should().NotContain("sendFile");
    }

    [TestCase("chat.json")]
    [TestCase("")]
    public async Task A_file_of_the_folder_is_sent_where_a_scenario_takes_the_place_of_one_of_that_folder(string scenario)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(_folder, scenario));
        await using var tool = await Tool.StartAsync(options => options with { Scenarios = [relative] });
        (await tool.AskAsync(HttpMethod.Put, "scenario", Scenario("sub/public.txt"))).Should().Be((200, """{"warnings":[]}"""));
        var client = await tool.ConnectAsync("/f");
        var buffer = new byte[100];
        var received = await client.ReceiveAsync(buffer, TestContext.CurrentContext.CancellationToken);
        Encoding.UTF8.GetString(buffer, 0, received.Count).Should().Be("for everybody");
    }

    [Test]
    public async Task A_file_of_the_folder_is_sent_by_an_endpoint_that_is_put_in_and_by_hand()
    {
        await using var tool = await Tool.StartAsync(options => options with { Scenarios = [Path.Combine(_folder, "chat.json")] });
        (await tool.AskAsync(HttpMethod.Patch, "scenario/endpoints", Scenario("sub/public.txt"))).Status.Should().Be(204);
        (await (await tool.ConnectAsync("/f")).ReceiveTextAsync()).Should().Be("for everybody");

        var client = await tool.ConnectAsync("/chat");
        (await tool.PostAsync("connections/2/actions", Actions("sub/public.txt"))).Status.Should().Be(204);
        (await client.ReceiveTextAsync()).Should().Be("for everybody");
    }

    [Test]
    public async Task Without_a_folder_no_file_is_read()
    {
        await using var tool = await Tool.StartAsync();
        await tool.ConnectAsync();
        foreach (var (method, path, body) in Calls(Path.Combine(_folder, "sub", "public.txt")))
        {
            var (status, answer) = await tool.AskAsync(method, path, body);
            status.Should().Be(400, "of {0} {1}: {2}", method, path, answer);
        }
    }

    private static IEnumerable<(HttpMethod Method, string Path, string Body)> Calls(string file) =>
    [
        (HttpMethod.Put, "scenario", Scenario(file)),
        (HttpMethod.Post, "scenario/validate", Scenario(file)),
        (HttpMethod.Patch, "scenario/endpoints", Scenario(file)),
        (HttpMethod.Post, "connections/1/actions", Actions(file)),
    ];

    private static string Scenario(string file) => $$"""{ "endpoints": [ { "path": "/f", "onOpen": [ {{SendFile(file)}} ] } ] }""";

    private static string Actions(string file) => $$"""{ "then": [ {{SendFile(file)}} ] }""";

    private static string SendFile(string file) => $$"""{ "sendFile": {{JsonSerializer.Serialize(file)}} }""";
}
