using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using MockWs.Server.Admin;

namespace MockWs.Server.Tests.Admin;

[CancelAfter(30_000)]
internal sealed class ScenarioRoutesTests
{
    private const string Chat =
        """
        {
          // What a person says here stays.
          "endpoints": [ { "path": "/chat", "onOpen": [ { "send": "old" } ] } ]
        }
        """;

    private const string Changed = """{ "endpoints": [ { "path": "/chat", "onOpen": [ { "send": "new" } ] } ] }""";

    [Test]
    public async Task It_is_read_as_JSON_and_as_it_was_written()
    {
        await using var tool = await Tool.StartAsync(Chat);
        (await tool.GetAsync("scenario"))["endpoints"]![0]!["onOpen"]![0]!["send"]!.GetValue<string>().Should().Be("old");
        (await TextAsync(tool)).Should().Be(Chat);
        (await tool.AskAsync(HttpMethod.Get, "scenario", accept: "image/png")).Status.Should().Be(406);
    }

    [Test]
    public async Task An_echo_is_a_scenario_too()
    {
        await using var tool = await Tool.StartAsync();
        JsonNode.Parse(await TextAsync(tool))!["endpoints"].Should().BeNull();
    }

    [Test]
    public async Task What_the_tool_says_of_its_own_server_is_no_part_of_it()
    {
        await using var echo = await Tool.StartAsync();
        (await echo.GetAsync("scenario")).AsObject().Select(member => member.Key).Should().Equal("$schema");

        await using var tool = await Tool.StartAsync("""{ "urls": [ "ws://127.0.0.1:0" ], "stopTimeout": "00:00:05", "seed": 7 }""");
        (await tool.AskAsync(HttpMethod.Patch, "scenario/endpoints", Changed)).Status.Should().Be(204);
        foreach (var scenario in new[] { await tool.GetAsync("scenario"), JsonNode.Parse(await TextAsync(tool))! })
        {
            scenario["urls"]!.ToJsonString().Should().Be("""["ws://127.0.0.1:0"]""");
            scenario["stopTimeout"]!.GetValue<string>().Should().Be("00:00:05");
        }
    }

    [Test]
    public async Task What_the_command_line_says_over_the_file_is_read_too()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(file, Chat);
        await using var tool = await Tool.StartAsync(options => options with { Scenarios = [file], Overrides = ["endpoints.0.path=/other"] });
        File.Delete(file);
        JsonNode.Parse(await TextAsync(tool))!["endpoints"]![0]!["path"]!.GetValue<string>().Should().Be("/other");
    }

    [Test]
    public async Task Another_is_served_to_the_clients_that_come_from_then_on()
    {
        await using var tool = await Tool.StartAsync(Chat);
        var early = await tool.ConnectAsync("/chat");
        (await early.ReceiveTextAsync()).Should().Be("old");

        (await tool.AskAsync(HttpMethod.Put, "scenario", Changed)).Should().Be((200, """{"warnings":[]}"""));

        (await (await tool.ConnectAsync("/chat")).ReceiveTextAsync()).Should().Be("new");
        (await early.EchoAsync("still here")).Should().Be("still here");
        (await TextAsync(tool)).Should().Be(Changed);
        (await tool.GetAsync("info"))["endpoints"]!.AsArray().Should().ContainSingle();
    }

    [Test]
    public async Task Comments_and_trailing_commas_are_fine_and_kept()
    {
        await using var tool = await Tool.StartAsync();
        using var content = new StringContent(Chat.Replace("] }", "], }", StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var response = await tool.Http.PutAsync("scenario", content, TestContext.CurrentContext.CancellationToken);
        ((int)response.StatusCode).Should().Be(200);
        (await TextAsync(tool)).Should().Contain("// What a person says here stays.").And.Contain("], }");
    }

    [TestCase("""{ "endpoints": [ { "path": "/chat", "onOpne": [] }, { "path": 5x } ] }""", "scenario(1,64): not JSON: ")]
    [TestCase("""{ "endpoints": [ { "path": "/chat", "onOpne": [] } ] }""", "scenario(1,37): $.endpoints[0].onOpne: unknown key \"onOpne\"; did you mean \"onOpen\"?")]
    [TestCase("""{ "endpoints": [ { "path": "/__mockws/x" } ] }""", "The endpoint /__mockws/x is never reached")]
    [TestCase("""{ "messageLimit": 2000000000 }""", "MessageLimit must be at most 1 GiB")]
    [TestCase("""{ "endpoints": [ { "path": "/f", "onOpen": [ { "sendFile": "/etc/passwd" } ] } ] }""", "scenario(1,60): $.endpoints[0].onOpen[0].sendFile: the file \"/etc/passwd\" lies outside the scenario's own folder")]
    [TestCase("", "scenario(1,1): ")]
    [TestCase("[]", "scenario(1,1): ")]
    public async Task A_wrong_one_is_told_with_all_its_errors_and_changes_nothing(string scenario, string error)
    {
        await using var tool = await Tool.StartAsync(Chat);
        foreach (var (method, path) in new[] { (HttpMethod.Put, "scenario"), (HttpMethod.Post, "scenario/validate") })
        {
            var (status, body) = await tool.AskAsync(method, path, scenario);
            status.Should().Be(400);
            JsonNode.Parse(body)!["errors"]!.AsArray().Should().ContainSingle().Which!.GetValue<string>().Should().StartWith(error);
        }

        (await TextAsync(tool)).Should().Be(Chat);
        (await (await tool.ConnectAsync("/chat")).ReceiveTextAsync()).Should().Be("old");
    }

    [Test]
    public async Task A_check_changes_nothing_and_warns()
    {
        await using var tool = await Tool.StartAsync(Chat);
        var (status, body) = await tool.PostAsync(
            "scenario/validate",
            """{ "endpoints": [ { "path": "/", "rules": [ { "when": { "any": true }, "then": [] }, { "when": { "text": "hi" }, "then": [] } ] } ] }""");
        status.Should().Be(200);
        JsonNode.Parse(body)!["warnings"]![0]!.GetValue<string>().Should().StartWith("scenario(1,85): warning: $.endpoints[0].rules[1]: this rule is never reached");
        (await TextAsync(tool)).Should().Be(Chat);
    }

    [Test]
    public async Task What_the_command_line_says_stays_over_it()
    {
        await using var tool = await Tool.StartAsync(options => options with { Unmatched = MockWs.Behaviours.Unmatched.Close });
        await tool.AskAsync(HttpMethod.Put, "scenario", """{ "unmatched": "echo", "endpoints": [ { "path": "/chat" } ] }""");
        var client = await tool.ConnectAsync("/chat");
        await client.SendAsync("what?"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, TestContext.CurrentContext.CancellationToken);
        (await client.ReceiveAsync(new byte[10], TestContext.CurrentContext.CancellationToken)).MessageType.Should().Be(WebSocketMessageType.Close);
    }

    [Test]
    public async Task An_endpoint_takes_the_place_of_that_of_the_same_path_and_a_new_one_comes_first()
    {
        await using var tool = await Tool.StartAsync(
            """{ "endpoints": [ { "path": "/a", "onOpen": [ { "send": "old" } ] }, { "path": "/**", "onOpen": [ { "send": "any" } ] } ] }""");
        (await tool.AskAsync(
            HttpMethod.Patch,
            "scenario/endpoints",
            """{ "endpoints": [ { "path": "/a", "onOpen": [ { "send": "new a" } ] }, { "path": "/b", "onOpen": [ { "send": "new b" } ] } ] }""")).Status.Should().Be(204);
        (await (await tool.ConnectAsync("/a")).ReceiveTextAsync()).Should().Be("new a");
        (await (await tool.ConnectAsync("/b")).ReceiveTextAsync()).Should().Be("new b");
        (await (await tool.ConnectAsync("/c")).ReceiveTextAsync()).Should().Be("any");
        (await tool.GetAsync("info"))["endpoints"]!.AsArray().Select(path => path!.GetValue<string>()).Should().Equal("/b", "/a", "/**");
    }

    [Test]
    public async Task An_endpoint_goes_by_its_path()
    {
        await using var tool = await Tool.StartAsync("""{ "endpoints": [ { "path": "/a" }, { "path": "/b" } ] }""");
        (await tool.AskAsync(HttpMethod.Patch, "scenario/endpoints", """{ "remove": [ "/a" ] }""")).Status.Should().Be(204);
        var connect = async () => await tool.ConnectAsync("/a");
        await connect.Should().ThrowAsync<WebSocketException>();
        (await tool.GetAsync("scenario"))["endpoints"]!.AsArray().Should().ContainSingle();
    }

    [TestCase("""{ "remove": [ "/c", "/d" ] }""", "body: $.remove: there is no endpoint /c; there are /a, /b")]
    [TestCase("""{ "endpoints": [ { "path": "/a", "ruels": [] } ] }""", "body(1,34): $.endpoints[0].ruels: unknown key")]
    [TestCase("""{ "endpoint": [] }""", "body(1,3): $.endpoint: unknown key")]
    [TestCase("""{ "endpoints": [ { "path": "/__mockws" } ] }""", "The endpoint /__mockws is never reached")]
    public async Task A_wrong_change_changes_nothing(string patch, string error)
    {
        await using var tool = await Tool.StartAsync("""{ "endpoints": [ { "path": "/a" }, { "path": "/b" } ] }""");
        var (status, answer) = await tool.AskAsync(HttpMethod.Patch, "scenario/endpoints", patch);
        status.Should().Be(400);
        JsonNode.Parse(answer)!["errors"]![0]!.GetValue<string>().Should().StartWith(error);
        (await tool.GetAsync("info"))["endpoints"]!.AsArray().Should().HaveCount(2);
    }

    [Test]
    public async Task With_an_API_elsewhere_its_path_is_free_for_scenarios()
    {
        await using var tool = await Tool.StartAsync(options => options with { Api = new ApiSettings { Port = 0 } });
        (await tool.AskAsync(HttpMethod.Put, "scenario", """{ "endpoints": [ { "path": "/__mockws/x" } ] }""")).Status.Should().Be(200);
        (await (await tool.ConnectAsync("/__mockws/x")).EchoAsync("hello")).Should().Be("hello");
    }

    [Test]
    public async Task The_schema_of_scenarios_is_there()
    {
        await using var tool = await Tool.StartAsync();
        (await tool.GetAsync("schema"))["title"]!.GetValue<string>().Should().Be("MockWs scenario");
    }

    private static async Task<string> TextAsync(Tool tool) => (await tool.AskAsync(HttpMethod.Get, "scenario", accept: "text/plain")).Body;
}
