using System.Net.WebSockets;
using MockWs.Tests.Server;

namespace MockWs.Tests;

/// <summary>The examples of the README, compiled and run.</summary>
[CancelAfter(10_000)]
internal sealed class ReadmeTests
{
    [Test]
    public async Task The_client_says_hello_and_hears_it_back()
    {
        await using var server = await MockWsServer.StartAsync();
        using var client = new ClientWebSocket(); // in your test: the code under test
        await client.ConnectAsync(server.UrlOf("/chat/7"), CancellationToken.None);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var peer = await server.NextConnectionAsync();
        (await peer.ReceiveTextAsync()).Should().Be("hello");
        (await client.ReceiveAsync(new byte[100], CancellationToken.None)).Count.Should().Be(5);
    }

    [Test]
    public async Task A_chat_room_answers_as_it_is_told_to()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.At("/chat/{room}", chat => chat
            .OnOpen(then => then.SendJson(new { type = "welcome", room = "{{path.room}}" }))
            .When(Text.Is("ping"), then => then.Send("pong"))
            .When(Json.Contains(new { type = "subscribe" }), then => then
                .SendJson(new { type = "ack", id = "{{message.json.id}}" })
                .Every(TimeSpan.FromSeconds(1), tick => tick.SendJson(new { type = "tick", n = "{{tick.n}}" }), times: 5))
            .When(Text.Matches("^bye"), then => then.Close(4001, "bye"))
            .Otherwise(then => then.Send("Server: You said \"{{message.text}}\""))));

        using var client = await server.ConnectAsync("/chat/7");
        (await client.ReceiveTextAsync()).Should().Be("""{"type":"welcome","room":"7"}""");
        (await client.EchoAsync("""{"type":"subscribe","id":42}""")).Should().Be("""{"type":"ack","id":42}""");
        (await client.EchoAsync("hi")).Should().Be("Server: You said \"hi\"");
    }

    [Test]
    public async Task The_README_has_the_examples_as_they_stand_here()
    {
        var root = FindRoot(TestContext.CurrentContext.TestDirectory);
        var source = await File.ReadAllTextAsync(Path.Combine(root, "tests/MockWs.Tests/ReadmeTests.cs"));
        var readme = await File.ReadAllTextAsync(Path.Combine(root, "README.md"));
        var examples = source.Split("    [Test]\n")[1..^1];
        examples.Should().HaveCount(2);
        foreach (var example in examples)
        {
            readme.Should().Contain($"```csharp\n[Test]\n{example.TrimEnd()[4..].Replace("\n    ", "\n", StringComparison.Ordinal)}\n```");
        }
    }

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "MockWs.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds MockWs.sln."));
}
