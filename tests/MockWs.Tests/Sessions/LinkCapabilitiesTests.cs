using MockWs.Faults;
using MockWs.Sessions;

namespace MockWs.Tests.Sessions;

public class LinkCapabilitiesTests
{
    [Test]
    public async Task A_server_does_not_start_on_a_backend_that_cannot_do_what_an_endpoint_says()
    {
        var start = () => MockWsServer.StartAsync(mock =>
        {
            mock.InMemory().At("/chat", chat => chat
                .When(Text.Is("a"), then => then.Send("fine").Every(TimeSpan.FromSeconds(1), tick => tick.SendInFrames("in parts", 2)))
                .When(Text.Is("b"), then => then.Close(1000, "bye"))
                .Otherwise(then => then.Close().Drop()));
            mock.Options.Backend = new PoorBackend(Capabilities.CloseReason);
        });

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage(
            """
            /chat, rule 1 (text is "a"): SendInFrames needs messages in fragments, which the backend "poor" in memory does not have.
            /chat, otherwise: Drop needs a reset, which the backend "poor" in memory does not have.
            Use another backend, or leave that out.
            """);
    }

    [Test]
    public async Task A_backend_that_can_do_it_all_starts()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().At("/", endpoint => endpoint.OnOpen(then => then.SendInFrames("ab", 1))));

        server.Urls.Should().BeEmpty();
    }

    [Test]
    public void Only_a_server_in_memory_has_no_port()
    {
        var all = WireBackend.Instance.Capabilities;
        Need[] needs = [new("/", "ClosePort", Capabilities.Port | Capabilities.Reset)];

        all.Misfits(needs).Should().BeEmpty();
        (all with { IsInMemory = true }).Misfits(needs).Should()
            .Equal("/: ClosePort needs a port, which the backend \"mockws\" in memory does not have.");
    }

    [Test]
    public void Every_capability_has_its_words()
    {
        var single = Enum.GetValues<Capabilities>().Where(one => int.PopCount((int)one) == 1).ToList();

        single.Select(one => one.InWords()).Should().OnlyHaveUniqueItems().And.NotContain("");
        single.Aggregate((all, one) => all | one).Should().Be(Capabilities.All);
    }
}
