using System.Net.WebSockets;
using MockWs.Behaviours;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours;

[CancelAfter(20_000)]
internal sealed class UnmatchedTests
{
    [Test]
    public async Task Left_alone_it_is_echoed()
    {
        await using var server = await StartAsync(Unmatched.Echo);
        using var client = await server.ConnectAsync("/");

        (await client.EchoAsync("what?")).Should().Be("what?");
    }

    [Test]
    public async Task It_is_ignored_and_the_journal_says_so()
    {
        await using var server = await StartAsync(Unmatched.Ignore);
        using var client = await server.ConnectAsync("/");

        await client.SendAsync("what?");

        (await client.EchoAsync("ping")).Should().Be("pong");
        server.Journal.First(entry => entry.Kind == JournalEntryKind.Decided).Text.Should().StartWith("no rule answers; the nearest:");
    }

    [TestCase(Unmatched.Close, 1008, 0)]
    [TestCase(Unmatched.Fail, 1011, 1)]
    public async Task It_closes_the_connection_and_may_be_an_error(Unmatched unmatched, int code, int errors)
    {
        await using var server = await StartAsync(unmatched);
        using var client = await server.ConnectAsync("/");
        (await client.EchoAsync("ping")).Should().Be("pong");

        await client.SendAsync("what?");

        (await client.ReceiveAsync()).Type.Should().Be(WebSocketMessageType.Close);
        ((int?)client.CloseStatus, client.CloseStatusDescription).Should().Be((code, "no rule answers this message"));
        server.Journal.Count(entry => entry is { Kind: JournalEntryKind.Error, Text: "Nothing answers this message" }).Should().Be(errors);
    }

    [Test]
    public async Task An_otherwise_of_the_endpoint_comes_before_it()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().Otherwise(Unmatched.Fail)
            .At("/", root => root.When(Text.Is("ping"), then => then.Send("pong")).Otherwise(then => then.Send("hm"))));
        using var client = await server.ConnectAsync("/");

        (await client.EchoAsync("what?")).Should().Be("hm");
    }

    private static Task<MockWsServer> StartAsync(Unmatched unmatched) => MockWsServer.StartAsync(mock => mock.InMemory().Otherwise(unmatched)
        .At("/", root => root.When(Text.Is("ping"), then => then.Send("pong"))));
}
