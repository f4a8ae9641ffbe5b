namespace MockWs.Backends;

[TestFixtureSource(typeof(Backend), nameof(Backend.OnPorts))]
public class PortTests(Backend backend)
{
    [Test]
    public async Task A_port_in_use_is_an_error_that_names_it()
    {
        await using var first = await backend.StartAsync();

        var second = () => backend.StartAsync(mock => mock.ListenOn(first.Url.ToString()));

        (await second.Should().ThrowAsync<IOException>()).WithMessage($"Port {first.Url.Port} on * is in use by another program.*");
    }

    [Test]
    public async Task A_port_is_free_again_once_the_server_has_stopped()
    {
        var first = await backend.StartAsync();
        using var client = await backend.ConnectAsync(first);
        await client.EchoAsync("a");
        await first.StopAsync();

        await using var second = await backend.StartAsync(mock => mock.ListenOn(first.Url.ToString()));

        second.Url.Should().Be(first.Url);
        await FluentActions.Awaiting(() => client.EchoAsync("b")).Should().ThrowAsync<Exception>();
    }
}
