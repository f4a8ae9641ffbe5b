using System.Net.WebSockets;
using MockWs.Recording;

namespace MockWs.Tests.Recording;

/// <summary>Reading along in the journal, and who the entries are of.</summary>
[CancelAfter(10_000)]
internal sealed class JournalFollowTests
{
    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [Test]
    public async Task A_reader_gets_what_is_there_and_then_what_comes_in_order_and_once()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync("/chat", cancellation: Cancellation);
        await client.SendAsync("before"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Sent, cancellation: Cancellation);

        var read = new List<JournalEntry>();
        await foreach (var entry in server.Journal.FollowAsync(Cancellation))
        {
            read.Add(entry);
            if (read.Count == 3)
            {
                await client.SendAsync("after"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
            }

            if (read.Count == 5)
            {
                break;
            }
        }

        read.Select(entry => entry.Sequence).Should().Equal(1, 2, 3, 4, 5);
        read.Where(entry => entry.Kind == JournalEntryKind.Received).Select(entry => entry.Text).Should().Equal("before", "after");
    }

    [Test]
    public async Task Reading_along_ends_by_cancellation()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var stop = new CancellationTokenSource();
        await using var reader = server.Journal.FollowAsync(stop.Token).GetAsyncEnumerator(Cancellation);
        var next = reader.MoveNextAsync().AsTask();
        next.IsCompleted.Should().BeFalse();
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => next).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Each_entry_tells_the_path_and_the_address_of_its_client_also_from_a_spill_file()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.journal");
        string address;
        await using (var server = await MockWsServer.StartAsync(mock => mock.Options.JournalFile = file))
        {
            using var client = new ClientWebSocket();
            await client.ConnectAsync(server.UrlOf("/chat"), Cancellation);
            address = (await server.NextConnectionAsync(cancellation: Cancellation)).RemoteAddress;
            await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
            await server.StopAsync();
            server.Journal.Should().OnlyContain(entry => entry.Path == "/chat" && entry.RemoteAddress == address);
        }

        address.Should().MatchRegex(@"^(127\.0\.0\.1|\[::1\]):\d+$");
        Journal.ReadFile(file).Should().HaveCount(4).And.OnlyContain(entry => entry.Path == "/chat" && entry.RemoteAddress == address);
        File.Delete(file);
    }
}
