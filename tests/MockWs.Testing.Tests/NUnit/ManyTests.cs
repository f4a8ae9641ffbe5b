namespace MockWs.Testing.Tests.NUnit;

/// <summary>Five hundred tests at once, each with a server of its own.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(60_000)]
internal sealed class ManyTests : MockWsFixture
{
    private static IEnumerable<int> Numbers => Enumerable.Range(1, 500);

    [TestCaseSource(nameof(Numbers))]
    public async Task Each_test_has_a_server_of_its_own(int number)
    {
        using (var client = await Server.ConnectAsync($"/{number}"))
        {
            await client.SendTextAsync($"test {number}");
            (await client.ReceiveTextAsync()).Should().Be($"test {number}");
            await client.CloseAsync();
        }

        Server.Should().HaveReceivedText($"test {number}").Exactly(1);
        Server.Should().HaveReceivedMatching(Any.Message).Exactly(1);
    }
}
