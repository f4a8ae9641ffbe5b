namespace MockWs.Testing.Inner;

/// <summary>Tests that share a server, and fail when they are over. Run by FixtureTests.</summary>
internal sealed class SharingFixture : MockWsFixture
{
    protected override ServerLife Life => ServerLife.Fixture;

    protected override void Configure(MockWsServerBuilder mock) =>
        mock.InMemory().At("/", at => at.When(Text.Is("ping"), then => then.Send("pong")));

    [Test]
    [Order(1)]
    public async Task One_is_well() => await SayAsync("ping");

    [Test]
    [Order(2)]
    public async Task Two_is_unmatched() => await SayAsync("pong");

    [Test]
    [Order(3)]
    public async Task Three_is_well_again()
    {
        await SayAsync("ping");
        Server.Should().HaveReceivedText("ping").Exactly(2);
    }

    [Test]
    [Order(4)]
    public async Task Four_leaves_a_client() => await Server.ConnectAsync();

    private async Task SayAsync(string text)
    {
        using var client = await Server.ConnectAsync();
        await client.SendTextAsync(text);
        await client.ReceiveTextAsync();
        await client.CloseAsync();
    }
}
