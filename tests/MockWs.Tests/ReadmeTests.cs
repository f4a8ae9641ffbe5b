using System.Net.WebSockets;

namespace MockWs.Tests;

/// <summary>The example of the README, compiled and run.</summary>
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
    public async Task The_README_has_the_example_as_it_stands_here()
    {
        var root = FindRoot(TestContext.CurrentContext.TestDirectory);
        var source = await File.ReadAllTextAsync(Path.Combine(root, "tests/MockWs.Tests/ReadmeTests.cs"));
        var start = source.IndexOf("    [Test]", StringComparison.Ordinal);
        var end = source.IndexOf("\n    }\n", start, StringComparison.Ordinal);
        var example = source[start..end].Replace("\n    ", "\n", StringComparison.Ordinal).TrimStart();
        (await File.ReadAllTextAsync(Path.Combine(root, "README.md"))).Should().Contain($"```csharp\n{example}\n}}\n```");
    }

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "MockWs.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds MockWs.sln."));
}
