using MockWs.Callbacks;
using MockWs.Tests.Behaviours;
using MockWs.Tests.Server;

namespace MockWs.Tests.Callbacks;

[CancelAfter(20_000)]
public class UseCallbacksTests
{
    [Test]
    public async Task Callbacks_without_a_path_are_an_error_that_says_how_to_give_one()
    {
        var start = () => MockWsServer.StartAsync(mock => mock.InMemory().UseCallbacks(_ => { }));

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("Say at which path first: mock.At(\"/chat\").UseCallbacks(…)*");
    }

    [Test]
    public async Task An_otherwise_beside_callbacks_is_an_error_that_names_the_endpoint()
    {
        var start = () => Mocks.StartAsync(chat => chat.Otherwise(then => then.Echo()).UseCallbacks(_ => { }));

        await start.Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("/chat/{room} has Otherwise and UseCallbacks, and both mean the messages that no rule answers. Leave one of them out.");
    }

    [Test]
    public async Task They_stand_at_the_path_said_last()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/echo")
            .At("/chat").UseCallbacks(socket => socket.OnMessage = text => socket.Send($"you: {text}")));
        using var echo = await server.ConnectAsync("/echo");
        using var chat = await server.ConnectAsync("/chat");

        (await echo.EchoAsync("a")).Should().Be("a");
        (await chat.EchoAsync("a")).Should().Be("you: a");
    }

    [Test]
    public async Task What_cannot_be_is_refused_where_it_is_said()
    {
        IWebSocketConnection? seen = null;
        await using var server = await Mocks.StartAsync(chat => chat.UseCallbacks(socket => seen = socket));
        using var client = await server.ConnectAsync("/chat/1");

        seen.Should().NotBeNull();
        seen!.Invoking(socket => socket.OnOpen = null!).Should().Throw<ArgumentNullException>();
        await seen!.Awaiting(socket => socket.Send((string)null!)).Should().ThrowAsync<ArgumentNullException>();
        await seen!.Awaiting(socket => socket.SendPing(new byte[126])).Should().ThrowAsync<ArgumentException>()
            .WithMessage("A control frame holds at most 125 bytes (RFC 6455 5.5); this one has 126.*");
        seen!.Invoking(socket => socket.Close(70_000)).Should().Throw<ArgumentOutOfRangeException>();
        seen!.ConnectionInfo.Headers.Invoking(headers => headers["a"] = "b").Should().Throw<NotSupportedException>();
    }

    [Test]
    public async Task The_same_seed_gives_a_connection_the_same_id()
    {
        (await IdAsync()).Should().Be(await IdAsync());

        static async Task<Guid> IdAsync()
        {
            IWebSocketConnection? seen = null;
            await using var server = await Mocks.StartAsync(chat => chat.UseCallbacks(socket => seen = socket));
            using var client = await server.ConnectAsync("/chat/1");
            return seen!.ConnectionInfo.Id;
        }
    }

    [Test]
    public async Task A_ping_is_left_without_a_pong_where_that_is_said()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory().WithoutAutomaticPong().At("/raw")
            .UseCallbacks(socket => socket.OnMessage = text => socket.Send(text)));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync();

        await client.WriteAsync(Convert.FromHexString("898000000000" + "818100000000" + "61"));

        (await client.ReadHexAsync(3)).Should().Be("810161");
    }
}
