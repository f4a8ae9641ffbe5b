using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace MockWs.Clients;

/// <summary>What the tool does beside serving, and what it serves by options: recorded files and what is made of them, a scenario to start from.</summary>
[CancelAfter(30_000)]
internal sealed class ToolCommandsTests
{
    private string _folder = "";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mockws").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task What_it_records_can_be_printed_after_SIGTERM()
    {
        var file = await RecordAsync("a;b#c");
        await using var text = ToolProcess.Start("transcript", file);
        (await text.EndAsync()).Should().Be((0, ""));
        text.Lines.Should().SatisfyRespectively(
            line => line.Should().MatchRegex(@"^#1    \d\d:\d\d:\d\d\.\d{3}  connection 1  opened     GET /chat HTTP/1\.1 -> 101$"),
            line => line.Should().EndWith("received   text   5 bytes  \"a;b#c\""),
            line => line.Should().EndWith("sent       text   5 bytes  \"a;b#c\"  (for #2)"),
            line => line.Should().Contain("sent       close 1001"),
            line => line.Should().Contain("received   close 1001"),
            line => line.Should().Contain("closed     1001"));
    }

    [Test]
    public async Task A_transcript_is_JSON_Lines_on_demand()
    {
        await using var json = ToolProcess.Start("transcript", await RecordAsync("hello"), "--format", "json");
        (await json.EndAsync()).Should().Be((0, ""));
        using var received = JsonDocument.Parse(json.Lines[1]);
        received.RootElement.GetProperty("kind").GetString().Should().Be("received");
        received.RootElement.GetProperty("text").GetString().Should().Be("hello");
        json.Lines.Should().HaveCount(6);
    }

    [Test]
    public async Task A_transcript_is_a_sequence_diagram_on_demand_with_Mermaids_own_signs_escaped()
    {
        await using var diagram = ToolProcess.Start("transcript", await RecordAsync("a;b#c"), "--format", "mermaid");
        (await diagram.EndAsync()).Should().Be((0, ""));
        diagram.Lines.Take(6).Should().Equal(
            "sequenceDiagram",
            "  participant S as server",
            "  participant C1 as connection 1 /chat",
            "  C1->>S: GET /chat HTTP/1.1 -#62; 101",
            "  C1->>S: text   5 bytes  \"a#59;b#35;c\"",
            "  S->>C1: text   5 bytes  \"a#59;b#35;c\"");
        diagram.Lines[^1].Should().StartWith("  Note over S,C1: closed 1001");
    }

    [Test]
    public async Task What_is_whole_of_a_recorded_file_that_is_cut_off_is_printed_before_the_error()
    {
        var file = await RecordAsync("hello");
        await using (var cut = new FileStream(file, FileMode.Append))
        {
            cut.WriteByte(1);
        }

        await using var text = ToolProcess.Start("transcript", file);
        var (exitCode, errors) = await text.EndAsync();
        exitCode.Should().Be(2);
        errors.Should().Be($"mockws: \"{file}\" cannot be read: The journal file is cut off: its last block is not whole. The entries before it are.\n");
        text.Lines.Should().HaveCount(6);
    }

    [Test]
    public async Task The_JSON_Schema_of_scenarios_is_printed()
    {
        await using var schema = ToolProcess.Start("schema");
        (await schema.EndAsync()).Should().Be((0, ""));
        using var json = JsonDocument.Parse(string.Join('\n', schema.Lines));
        json.RootElement.GetProperty("title").GetString().Should().Be("MockWs scenario");
    }

    [TestCase("missing.journal", "Could not find file")]
    [TestCase("other.txt", "This is not a journal file")]
    public async Task A_file_that_was_not_recorded_is_an_error(string name, string error)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(Path.Combine(_folder, "other.txt"), "something else, of any length");
        await using var tool = ToolProcess.Start("transcript", file);
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(2);
        errors.Should().StartWith($"mockws: \"{file}\" cannot be read: {error}");
        tool.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task A_file_to_record_into_that_cannot_be_written_is_an_error()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--record", Path.Combine(_folder, "no", "such.journal"));
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(2);
        errors.Should().StartWith("mockws: The file to record into cannot be written: ").And.Contain("such.journal");
        tool.Lines.Should().BeEmpty();
    }

    [Test, Platform("Linux")]
    public async Task A_disk_that_is_full_is_an_error_at_the_end()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--record", "/dev/full");
        using (var client = await ConnectAsync(tool))
        {
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        }

        await tool.TerminateAsync();
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(1);
        errors.Should().StartWith("mockws: The recorded file is not complete: No space left on device");
    }

    [Test]
    public async Task Recording_does_not_write_over_the_scenario()
    {
        var file = Path.Combine(_folder, "chat.json");
        await File.WriteAllTextAsync(file, """{ "seed": 1 }""");
        await using var tool = ToolProcess.Start(file, "--port", "0", "--record", Path.Combine(_folder, ".", "chat.json"));
        var (exitCode, errors) = await tool.EndAsync();
        exitCode.Should().Be(2);
        errors.Should().StartWith("mockws: --record would write over the scenario");
        (await File.ReadAllTextAsync(file)).Should().Be("""{ "seed": 1 }""");
    }

    [TestCase("close", 1008)]
    [TestCase("fail", 1011)]
    public async Task What_nothing_answers_is_dealt_with_as_the_option_says_whatever_the_scenario_says(string unmatched, int code)
    {
        var file = Path.Combine(_folder, "ignore.json");
        await File.WriteAllTextAsync(file, """{ "unmatched": "ignore" }""");
        await using var tool = ToolProcess.Start(file, "--port", "0", "--unmatched", unmatched);
        using var client = await ConnectAsync(tool);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
        var result = await client.ReceiveAsync(new byte[100], Cancellation);
        ((int?)result.CloseStatus).Should().Be(code);
    }

    [Test]
    public async Task The_seed_of_the_command_line_comes_over_that_of_the_scenario()
    {
        var (seven, one) = (Path.Combine(_folder, "seven.json"), Path.Combine(_folder, "one.json"));
        await File.WriteAllTextAsync(seven, Dice(7));
        await File.WriteAllTextAsync(one, Dice(1));
        var expected = await FirstMessageAsync(seven);
        (await FirstMessageAsync(one)).Should().NotBe(expected);
        (await FirstMessageAsync(one, "--seed", "7")).Should().Be(expected);

        static string Dice(int seed) => $$$"""{ "seed": {{{seed}}}, "endpoints": [ { "path": "/chat", "onOpen": [ { "send": "{{random | between: 0, 1}}" } ] } ] }""";
    }

    [TestCase("--unmatched Echo", "mockws: --unmatched is echo, ignore, close or fail, not \"Echo\".")]
    [TestCase("--seed 1.5", "mockws: --seed is a whole number from -2147483648 to 2147483647, not \"1.5\".")]
    [TestCase("transcript x --format yaml", "mockws: --format is text, json or mermaid, not \"yaml\".")]
    [TestCase("transcript", "mockws: Required argument 'FILE' missing for command: 'transcript'.")]
    public async Task A_wrong_command_line_is_an_error_of_one_line_and_a_hint(string arguments, string error)
    {
        await using var tool = ToolProcess.Start(arguments.Split(' '));
        (await tool.EndAsync()).Should().Be((2, $"{error}\nmockws --help lists the options.\n"));
        tool.Lines.Should().BeEmpty();
    }

    [Test]
    public async Task The_scenario_to_start_from_is_valid_and_answers()
    {
        var file = Path.Combine(_folder, "mockws.json");
        await using var init = ToolProcess.Start("init", file);
        (await init.EndAsync()).Should().Be((0, ""));
        init.Lines.Should().Equal($"{file}: written; serve it with: mockws {file}");
        await using var validate = ToolProcess.Start("validate", file);
        (await validate.EndAsync()).Should().Be((0, ""));
        (await FirstMessageAsync(file, "--quiet")).Should().Be("""{"type":"welcome","room":"7"}""");
    }

    [Test]
    public async Task The_scenario_to_start_from_replaces_no_file()
    {
        var file = Path.Combine(_folder, "mine.json");
        await File.WriteAllTextAsync(file, "mine");
        await using var init = ToolProcess.Start("init", file);
        (await init.EndAsync()).Should().Be((2, $"mockws: \"{file}\" exists already: name another file, or remove it first.\n"));
        (await File.ReadAllTextAsync(file)).Should().Be("mine");
    }

    [TestCase("")]
    [TestCase("init")]
    [TestCase("transcript")]
    public async Task Help_has_examples(string command)
    {
        await using var tool = ToolProcess.Start([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        (await tool.EndAsync()).Should().Be((0, ""));
        tool.Lines.Should().Contain(line => line.TrimStart().StartsWith($"mockws {command}".TrimEnd(), StringComparison.Ordinal));
        tool.Lines.Should().Contain(line => line.Contains("Examples:", StringComparison.Ordinal));
    }

    private static async Task<ClientWebSocket> ConnectAsync(ToolProcess tool, string path = "/chat")
    {
        var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(await tool.UrlAsync("ws"), path), Cancellation);
        return client;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket client)
    {
        var buffer = new byte[200];
        var received = await client.ReceiveAsync(buffer, Cancellation);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private static async Task<string> FirstMessageAsync(string scenario, params string[] options)
    {
        await using var tool = ToolProcess.Start([scenario, "--port", "0", .. options]);
        using var client = await ConnectAsync(tool, Path.GetFileName(scenario) == "mockws.json" ? "/chat/7" : "/chat");
        return await ReceiveAsync(client);
    }

    /// <summary>Records a message, its echo and the close handshake that SIGTERM begins.</summary>
    private async Task<string> RecordAsync(string message)
    {
        var file = Path.Combine(_folder, "chat.journal");
        await using var tool = ToolProcess.Start("--port", "0", "--record", file);
        using var client = await ConnectAsync(tool);
        await client.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);
        (await ReceiveAsync(client)).Should().Be(message);
        await tool.TerminateAsync();
        await ReceiveAsync(client);
        await client.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, Cancellation);
        (await tool.EndAsync()).Should().Be((0, ""));
        return file;
    }
}
