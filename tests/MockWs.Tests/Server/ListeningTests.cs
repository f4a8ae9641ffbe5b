using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace MockWs.Tests.Server;

public class ListeningTests
{
    [TestCase("ws://localhost:0")]
    [TestCase("ws://127.0.0.1:0")]
    [TestCase("ws://0.0.0.0:0")]
    [TestCase("ws://[::1]:0")]
    [TestCase("ws://[::]:0")]
    [TestCase("ws://*:0")]
    [TestCase("WS://LocalHost:0")]
    public async Task A_url_with_port_0_takes_a_free_port_that_a_client_reaches(string url)
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn(url));
        using var client = new ClientWebSocket();

        await client.ConnectAsync(server.UrlOf("/chat"), default);

        server.Url.Port.Should().NotBe(0);
        (await client.EchoAsync("hello")).Should().Be("hello");
    }

    [TestCase("127.0.0.1")]
    [TestCase("[::1]")]
    public async Task Localhost_is_reached_over_both_families_on_one_port(string host)
    {
        await using var server = await MockWsServer.StartAsync();
        using var client = new ClientWebSocket();

        await client.ConnectAsync(new Uri($"ws://{host}:{server.Url.Port}/"), default);

        (await client.EchoAsync("hello")).Should().Be("hello");
    }

    [Test]
    public async Task Several_urls_each_have_their_own_port()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://localhost:0", "wss://127.0.0.1:0", "ws://[::1]:0"));

        server.Urls.Select(url => url.Scheme).Should().Equal("ws", "wss", "ws");
        server.Urls.Select(url => url.Port).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public async Task A_port_in_use_is_an_error_that_names_the_port_and_says_what_to_do()
    {
        await using var first = await MockWsServer.StartAsync();

        var second = () => MockWsServer.StartAsync(mock => mock.ListenOn($"ws://localhost:{first.Url.Port}"));

        (await second.Should().ThrowAsync<IOException>()).WithMessage(
            $"Port {first.Url.Port} on 127.0.0.1 is in use by another program. Stop that program, or listen on another port; port 0 takes a free one.");
    }

    [Test]
    public async Task A_port_in_use_leaves_no_listener_of_the_other_urls_behind()
    {
        await using var first = await MockWsServer.StartAsync();
        var port = FreePort();

        var second = () => MockWsServer.StartAsync(mock => mock.ListenOn($"ws://127.0.0.1:{port}", first.Url.ToString()));

        await second.Should().ThrowAsync<IOException>();
        await using var third = await MockWsServer.StartAsync(mock => mock.ListenOn($"ws://127.0.0.1:{port}"));
        third.Url.Port.Should().Be(port);
    }

    [TestCase("http://localhost:80", "*\"http\" is neither ws nor wss*")]
    [TestCase("localhost", "*it is no URL*")]
    [TestCase("", "*it is no URL*")]
    [TestCase("ws://example.com:80", "*\"example.com\" is neither localhost, nor *, nor an IP address*")]
    [TestCase("ws://localhost:99999", "*99999*")]
    [TestCase("ws://localhost:80/chat", "*not on the path \"/chat\"*")]
    public async Task A_wrong_url_is_an_error_that_says_what_is_wrong_and_what_a_right_one_looks_like(string url, string message)
    {
        var start = () => MockWsServer.StartAsync(mock => mock.ListenOn(url));

        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage($"Cannot listen on \"{url}\": *").WithMessage(message)
            .WithMessage("*Write ws://localhost:8080, ws://0.0.0.0:8080, wss://?::1?:0 or the like.*");
    }

    [Test]
    public async Task A_server_in_memory_opens_no_port()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());

        server.Urls.Should().BeEmpty();
        server.UrlOf("chat/7?x=1").Should().Be(new Uri("ws://mockws.local/chat/7?x=1"));
    }

    [TestCase(0, "MessageLimit must be more than 0.*")]
    [TestCase(int.MaxValue, "MessageLimit must be at most 1 GiB*")]
    public async Task A_setting_out_of_range_is_an_error_that_names_it(int limit, string message)
    {
        var start = () => MockWsServer.StartAsync(mock => mock.Options.MessageLimit = limit);

        (await start.Should().ThrowAsync<ArgumentOutOfRangeException>()).WithMessage(message);
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
