namespace MockWs.Testing.Tests.NUnit;

/// <summary>Each test has an instance of its own, and so fields of its own, also where tests run in parallel.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[CancelAfter(20_000)]
internal sealed class InstancePerTestCaseTests : MockWsFixture
{
    private int _configured;

    protected override void Configure(MockWsServerBuilder mock)
    {
        _configured++;
        mock.InMemory();
    }

    [Test]
    public async Task Each_instance_configures_its_server([Range(1, 20)] int number)
    {
        using var client = await Server.ConnectAsync();
        (await client.EchoAsync($"{number}")).Should().Be($"{number}");
        await client.CloseAsync();

        _configured.Should().Be(1);
        Server.Should().HaveConnected().Exactly(1);
    }
}

/// <summary>Each test has an instance of its own, and all share a server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[CancelAfter(20_000)]
internal sealed class InstancesThatShareTests : MockWsFixture
{
    private static readonly HashSet<MockWsServer> Servers = [];

    protected override ServerLife Life => ServerLife.Fixture;

    protected override void Configure(MockWsServerBuilder mock) => mock.InMemory();

    [Test]
    public void All_instances_have_the_same_server([Range(1, 20)] int number)
    {
        lock (Servers)
        {
            Servers.Add(Server);
            Servers.Should().ContainSingle($"test {number} has it too");
        }
    }
}
