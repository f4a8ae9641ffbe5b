namespace MockWs.Testing.Inner;

/// <summary>Tests of one instance that are all under way before the first of them ends. Run by ManyTests.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
internal sealed class CrowdFixture : MockWsFixture
{
    internal const int Tests = 500;

    private static readonly TaskCompletionSource AllAreThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static int _missing = Tests;

    protected override void Configure(MockWsServerBuilder mock) => mock.InMemory();

    [Test]
    public async Task Each_has_a_server_of_its_own([Range(1, Tests)] int number, CancellationToken cancellation)
    {
        using var client = await Server.ConnectAsync($"/{number}", cancellation: cancellation);
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            AllAreThere.SetResult();
        }

        await AllAreThere.Task.WaitAsync(cancellation);
        (await client.EchoAsync($"test {number}", cancellation: cancellation)).Should().Be($"test {number}");
        await client.CloseAsync(cancellation: cancellation);

        Server.Should().HaveReceivedText($"test {number}").Exactly(1);
        Server.Should().HaveReceivedMatching(Any.Message).Exactly(1);
    }
}
