using System.Net.WebSockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Tests.Server;

namespace MockWs.Tests.Configuration;

[NonParallelizable]
internal sealed class ScenarioTests
{
    [Test]
    public void A_rule_that_is_never_reached_is_a_warning_with_its_place()
    {
        var path = Scenarios.Write("""
            { "endpoints": [ { "path": "/", "rules": [
              { "when": { "anyText": true }, "then": [ { "send": "first" } ] },
              { "when": { "text": "a" }, "then": [ { "send": "never" } ] }
            ] } ] }
            """);

        var mock = new MockWsServerBuilder().UseScenario(path);

        mock.Warnings.Should().Equal(
            $"{path}(3,3): warning: $.endpoints[0].rules[1]: this rule is never reached: rule 1 before it (any text) answers every message that it means; "
            + "put it first");
    }

    [TestCase("""{ "path": "/chat/*" }, { "path": "/chat/{room}" }""", "/chat/*")]
    [TestCase("""{ "path": "/feed" }, { "path": "/feed", "handshake": { "nth": 2 } }""", "/feed")]
    [TestCase("""{ "path": "/**", "handshake": { "query": { "v": "1" } } }, { "path": "/a", "handshake": { "query": { "v": "1" }, "headers": { "X": "*" } } }""", "/**")]
    [TestCase("""{ "path": "/chat/{room}" }, { "path": "/chat/**" }""", null)]
    [TestCase("""{ "path": "/feed", "handshake": { "nth": 2 } }, { "path": "/feed" }""", null)]
    [TestCase("""{ "path": "/**", "handshake": { "query": { "v": "1" } } }, { "path": "/a" }""", null)]
    public void An_endpoint_that_is_never_reached_is_a_warning(string endpoints, string? wider)
    {
        var path = Scenarios.Write($$"""{ "endpoints": [ {{endpoints}} ] }""");

        var mock = new MockWsServerBuilder().UseScenario(path);

        mock.Warnings.Should().BeEquivalentTo(wider is null ? [] : new[]
        {
            $"{path}(1,{26 + endpoints.LastIndexOf("\"path\": ", StringComparison.Ordinal)}): warning: $.endpoints[1].path: this endpoint is never reached: "
            + $"the endpoint {wider} before it meets every client that it means; put it first",
        });
    }

    [Test]
    public async Task The_chat_of_the_samples_talks()
    {
        var time = new FakeTimeProvider();
        await using var server = await MockWsServer.StartAsync(mock => mock
            .InMemory().UseTime(time).UseScenario(Scenarios.Folder("../../../samples/Chat/scenario.json")));
        using var client = await server.ConnectAsync("/chat/7");

        (await client.ReceiveTextAsync()).Should().Be("""{"type":"welcome","room":"7"}""");
        (await client.EchoAsync("ping")).Should().Be("pong");
        (await client.EchoAsync("""{"type":"subscribe","id":7}""")).Should().Be("""{"type":"ack","id":7}""");
        for (var n = 1; n <= 5; n++)
        {
            await server.WhenIdleAsync();
            time.Advance(TimeSpan.FromSeconds(1));
            (await client.ReceiveTextAsync()).Should().Be($$"""{"type":"tick","n":{{n}}}""");
        }

        (await client.EchoAsync("hello")).Should().Be("hello");
        await client.SendAsync("bye bye");
        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        ((int?)client.CloseStatus, client.CloseStatusDescription).Should().Be((4001, "bye"));
    }

    [Test]
    public async Task Payloads_keep_their_types_and_key_order()
    {
        await using var server = await Scenarios.StartAsync(
            """
            {
              // Comments and trailing commas are fine.
              "endpoints": [
                {
                  "path": "/",
                  "rules": [
                    { "when": { "jsonEquals": { "n": "5" } }, "then": [ { "send": "text" } ] },
                    { "when": { "jsonEquals": { "n": 5, } }, "then": [ { "send": "number" } ] },
                  ],
                  "otherwise": [ { "sendJson": { "z": true, "a": 5, "A": "5", "n": null, "f": 1.50, "l": [ 1, "1", ], "a:b": {} } } ], // so
                },
              ],
            }
            """);
        using var client = await server.ConnectAsync("/");

        (await client.EchoAsync("""{"n":5}""")).Should().Be("number");
        (await client.EchoAsync("""{"n":"5"}""")).Should().Be("text");
        (await client.EchoAsync("?")).Should().Be("""{"z":true,"a":5,"A":"5","n":null,"f":1.50,"l":[1,"1"],"a:b":{}}""");
    }

    [Test]
    public void Files_are_laid_over_each_other_and_the_environment_over_all()
    {
        var first = Scenarios.Write("""{ "seed": 1, "headLimit": 1000, "endpoints": [ { "path": "/a", "onOpen": [ { "sendJson": { "a": 1 } }, { "send": "x" } ] } ] }""");
        var second = Scenarios.Write("""{ "seed": 2, "endpoints": [ { "onOpen": [ { "sendJson": [ true ] } ] } ] }""");
        var mock = new MockWsServerBuilder();
        Environment.SetEnvironmentVariable("MOCKWS__endpoints__0__path", "/b");
        Environment.SetEnvironmentVariable("MOCKWS__MESSAGELIMIT", "99");
        try
        {
            mock.UseScenario(first, second);
        }
        finally
        {
            Environment.SetEnvironmentVariable("MOCKWS__endpoints__0__path", null);
            Environment.SetEnvironmentVariable("MOCKWS__MESSAGELIMIT", null);
        }

        (mock.Options.Seed, mock.Options.HeadLimit, mock.Options.MessageLimit).Should().Be((2, 1000, 99));
        mock.Options.Endpoints.Should().ContainSingle().Which.Path.Should().Be(PathPattern.Parse("/b"));
        mock.Options.Endpoints[0].OnOpen[1].Should().Be(Scenarios.Actions("""{ "send": "x" }""")[0]);
        mock.Options.Endpoints[0].OnOpen[0].Should().BeOfType<MockWs.Behaviours.Actions.SendJson>().Which.Json.Source.Should().Be("[ true ]");
    }

    [Test]
    public void An_error_in_the_environment_is_told_as_one_of_the_environment()
    {
        Environment.SetEnvironmentVariable("MOCKWS__seed", "many");
        try
        {
            var read = () => new MockWsServerBuilder().UseScenario(Scenarios.Write("""{ "seed": 1 }"""));
            read.Should().Throw<ScenarioException>().Which.Errors.Should().Equal("environment: $.seed: must be a whole number, is \"many\"");
        }
        finally
        {
            Environment.SetEnvironmentVariable("MOCKWS__seed", null);
        }
    }

    [TestCase("""{ "type": "welcome" }""")]
    [TestCase("5")]
    [TestCase("true")]
    [TestCase("\"text\"")]
    [TestCase("[ 1 ]")]
    public void A_payload_that_was_flattened_is_an_error_that_says_which_call_to_use(string payload)
    {
        var file = Scenarios.Write($$"""{ "endpoints": [ { "path": "/", "onOpen": [ { "sendJson": {{payload}} } ] } ] }""");
        var flattened = new ConfigurationBuilder().AddJsonFile(file).Build();

        var read = () => new MockWsServerBuilder().UseScenario(flattened);

        read.Should().Throw<ScenarioException>().Which.Errors.Should().ContainSingle()
            .Which.Should().StartWith("$.endpoints[0].onOpen[0].sendJson: came in pieces").And.Contain("AddScenarioFile(path), not with AddJsonFile");
    }

    [Test]
    public void A_section_of_a_configuration_is_a_scenario_too()
    {
        var file = Scenarios.Write("""{ "mock": { "seed": 3, "endpoints": [ { "path": "/", "onOpen": [ { "sendJson": { "a": 1 } } ] } ] } }""");
        var mock = new MockWsServerBuilder();

        mock.UseScenario(new ConfigurationBuilder().AddScenarioFile(file).Build().GetSection("mock"));

        mock.Options.Seed.Should().Be(3);
        mock.Options.Endpoints.Should().ContainSingle();
    }

    [Test]
    public void Every_setting_of_the_server_is_a_key_but_the_certificate_and_the_clock()
    {
        var settings = typeof(MockWsServerOptions).GetProperties().Select(property => property.Name)
            .Except([nameof(MockWsServerOptions.Certificate), nameof(MockWsServerOptions.Time)])
            .Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName);
        var file = Scenarios.Write("""{ "nothing at all": 1 }""");

        var read = () => new MockWsServerBuilder().UseScenario(file);

        var known = read.Should().Throw<ScenarioException>().Which.Message.Split("there are ")[1].Split(", ");
        known.Should().BeEquivalentTo([.. settings, "$schema", "backend", "endpoints", "faults"]);
    }

    [Test]
    public void Settings_are_read_by_their_types()
    {
        var options = new MockWsServerBuilder().UseScenario(Scenarios.Write(
            """
            {
              "urls": [ "ws://localhost:9000" ], "subprotocols": [ "b", "a" ], "unmatched": "fail", "compression": false, "automaticPong": false,
              "closeTimeout": "00:00:01.500", "keepAliveInterval": "00:00:30", "journalLimit": 5000000000, "seed": -7
            }
            """)).Options;

        options.Urls.Should().Equal("ws://localhost:9000");
        options.Subprotocols.Should().Equal("b", "a");
        (options.Unmatched, options.Compression, options.AutomaticPong, options.Seed).Should().Be((Unmatched.Fail, false, false, -7));
        (options.CloseTimeout, options.KeepAliveInterval).Should().Be((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(30)));
        options.JournalLimit.Should().Be(5_000_000_000);
    }
}
