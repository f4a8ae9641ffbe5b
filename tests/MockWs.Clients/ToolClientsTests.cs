using System.Diagnostics;
using System.Text.Json;

namespace MockWs.Clients;

/// <summary>The tool as a client: <c>send</c>, <c>listen</c> and <c>health</c>; its log as JSON, and the completion of a shell.</summary>
[CancelAfter(30_000)]
internal sealed class ToolClientsTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task Send_prints_what_comes_back()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/chat", chat => chat
            .OnOpen(then => then.Send("welcome"))
            .When(Text.Is("bytes"), then => then.SendBinary(new byte[] { 1, 255 }))
            .Otherwise(then => then.Echo())));
        (await RunAsync("send", server.UrlOf("/chat").ToString(), "hello", "bytes")).Should().Be((0, "welcome\nhello\n01 ff\n", ""));
    }

    [Test]
    public async Task Send_takes_each_line_of_the_input_as_a_message()
    {
        await using var server = await MockWsServer.StartAsync();
        (await RunAsync(["send", Address(server)], input: "one\ntwo words\n")).Should().Be((0, "one\ntwo words\n", ""));
    }

    [Test]
    public async Task Send_waits_for_as_many_replies_as_it_is_told()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/", at => at
            .When(Any.Message, then => then.Delay(TimeSpan.FromMilliseconds(50)).Send("late").Send("later"))));
        (await RunAsync("send", Address(server), "hello", "--replies", "2")).Should().Be((0, "late\nlater\n", ""));
    }

    [Test]
    public async Task Send_fails_when_a_reply_does_not_come()
    {
        await using var server = await MockWsServer.StartAsync();
        (await RunAsync("send", Address(server), "hello", "--replies", "2", "--timeout", "2")).Should().Be(
            (1, "hello\n", "mockws: Message 2 of 2 did not come within 2 s.\n"));
    }

    [Test]
    public async Task Send_says_how_the_server_has_closed()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/", at => at.When(Text.Is("bye"), then => then.Close(4001, "go away"))));
        (await RunAsync("send", Address(server), "bye", "--replies", "1")).Should().Be(
            (1, "", "mockws: Message 1 of 1 did not come: the server has closed the connection with 4001 \"go away\".\n"));
    }

    [Test]
    public async Task Send_introduces_itself_as_it_is_told()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.UseSubprotocols("chat.v1"));
        (await RunAsync("send", Address(server), "x", "--subprotocol", "chat.v1", "--header", "X-Test: a b")).ExitCode.Should().Be(0);
        var opened = server.Journal.First(entry => entry.Request is not null).Request;
        opened.Should().Contain("X-Test: a b").And.Contain("Sec-WebSocket-Protocol: chat.v1");
    }

    [Test]
    public async Task Send_takes_a_certificate_that_nobody_vouches_for_only_when_told_to()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("wss://localhost:0"));
        var (exitCode, _, errors) = await RunAsync("send", Address(server), "hello");
        exitCode.Should().Be(5);
        errors.Should().StartWith($"mockws: Cannot connect to {Address(server)}: The remote certificate is invalid");
        (await RunAsync("send", Address(server), "hello", "--insecure")).Should().Be((0, "hello\n", ""));
    }

    [TestCase("send")]
    [TestCase("listen")]
    public async Task Where_no_server_is_they_say_so(string command)
    {
        var server = await MockWsServer.StartAsync();
        var url = Address(server);
        await server.DisposeAsync();
        (await RunAsync(command, url)).Should().Be((5, "", $"mockws: Cannot connect to {url}: Connection refused\n"));
    }

    [TestCase("send", "http://localhost", "\"http://localhost\" is no URL of a WebSocket server, such as ws://localhost:8080/chat.")]
    [TestCase("listen", "localhost --count few", "--count is a whole number from 0 on, not \"few\".")]
    [TestCase("send", "localhost x --timeout soon", "--timeout is a time up to a day, such as 00:00:02.500 or 2.5 (seconds), not \"soon\".")]
    [TestCase("send", "localhost x --header nothing", "--header is NAME:VALUE, not \"nothing\".")]
    [TestCase("completion", "tcsh", "There is completion for bash, zsh, fish and pwsh, not for \"tcsh\".")]
    public async Task A_wrong_command_line_is_told(string command, string arguments, string error)
    {
        (await RunAsync([command, .. arguments.Split(' ')])).Should().Be((2, "", $"mockws: {error}\nmockws --help lists the options.\n"));
    }

    [Test]
    public async Task Listen_prints_until_it_has_enough()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/", at => at.OnOpen(then => then.Send("1").Send("2").Send("3"))));
        (await RunAsync("listen", Address(server), "--count", "3")).Should().Be((0, "1\n2\n3\n", ""));
    }

    [Test]
    public async Task Listen_ends_with_the_server()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/", at => at.OnOpen(then => then.Send("1").Close(1000))));
        (await RunAsync("listen", Address(server))).Should().Be((0, "1\n", ""));
    }

    [Test]
    public async Task Listen_fails_when_the_connection_is_lost()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/", at => at.OnOpen(then => then.Send("welcome"))));
        await using var client = ToolProcess.Start("listen", Address(server));
        await client.LineAsync("welcome");
        server.Connections.Single().Abort();
        var (exitCode, errors) = await client.EndAsync();
        exitCode.Should().Be(1);
        errors.Should().StartWith($"mockws: The connection to {Address(server)} was lost: ");
    }

    [Test]
    public async Task Ctrl_C_ends_listen_with_a_close_frame()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/", at => at.OnOpen(then => then.Send("welcome"))));
        await using var client = ToolProcess.Start("listen", Address(server));
        await client.LineAsync("welcome");
        await client.InterruptAsync();
        (await client.EndAsync()).Should().Be((0, ""));
        (await server.Journal.WaitForAsync(entry => entry.CloseCode == 1000 && entry.ClosedByClient == true)).Connection.Should().Be(1);
    }

    [Test]
    public async Task Health_is_zero_where_it_is_well_and_one_where_it_is_not()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--quiet");
        var url = (await tool.UrlAsync("ws")).ToString();
        var (exitCode, output, _) = await RunAsync("health", url);
        exitCode.Should().Be(0);
        output.Should().StartWith("""{"status":"healthy",""");
        await tool.TerminateAsync();
        await tool.EndAsync();
        (exitCode, _, var errors) = await RunAsync("health", url);
        exitCode.Should().Be(1);
        errors.Should().Contain("does not answer: Connection refused");
    }

    [Test]
    public async Task The_log_is_JSON_on_demand()
    {
        await using var tool = ToolProcess.Start("--port", "0", "--log", "json");
        var url = (await tool.LineAsync("\"kind\":\"listening\",\"url\":\"([^\"]+)\"")).Groups[1].Value;
        (await RunAsync("send", url, "hello")).ExitCode.Should().Be(0);
        await tool.LineAsync("\"kind\":\"closed\"");
        var entries = tool.Lines.Select(line => JsonElement.Parse(line)).ToList();
        entries.Select(entry => entry.GetProperty("kind").GetString()).Should().Equal("listening", "ready", "opened", "received", "closed");
        entries[3].GetProperty("text").GetString().Should().Be("hello");
    }

    [Test, Platform("Linux")]
    public async Task A_shell_completes_commands_and_options()
    {
        var (_, script, _) = await RunAsync("completion", "bash");
        var typed = $"mockws() {{ '{ToolProcess.Host}' '{ToolProcess.Tool}' \"$@\"; }}\n{script}\n"
            + "COMP_LINE='mockws li'; COMP_POINT=9; COMP_WORDS=(mockws li); COMP_CWORD=1; _mockws; echo \"${COMPREPLY[@]}\"";
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", typed]) { RedirectStandardOutput = true })!;
        (await bash.StandardOutput.ReadToEndAsync(Cancellation)).Should().Be("listen\n");
    }

    private static string Address(MockWsServer server) => server.Url.ToString();

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(arguments, input: "");

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, string input)
    {
        await using var tool = ToolProcess.Start(input, arguments);
        var (exitCode, errors) = await tool.EndAsync();
        return (exitCode, string.Concat(tool.Lines.Select(line => $"{line}\n")), errors);
    }
}
