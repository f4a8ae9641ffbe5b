using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Actions;

[CancelAfter(20_000)]
public class SendingTests
{
    private string _file = "";

    [SetUp]
    public void MakeFile() => _file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.bin");

    [TearDown]
    public void RemoveFile() => File.Delete(_file);

    [Test]
    public async Task Fragments_have_the_boundaries_that_were_chosen()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Any, then => then.SendFragments("he", "", "{{message.text}}"))
            .When(Binary.Any, then => then.SendBinaryFragments(new byte[] { 1 }, new byte[] { 2, 3 })));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        await client.WriteAsync(Convert.FromHexString("818300000000" + "6C6C6F"));
        (await client.ReadHexAsync(11)).Should().Be("01026865" + "0000" + "80036C6C6F");
        await client.WriteAsync(Convert.FromHexString("828000000000"));
        (await client.ReadHexAsync(7)).Should().Be("020101" + "80020203");
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Sent).Select(entry => entry.Frames).Should().Equal(3, 2);
    }

    [Test]
    public async Task A_text_is_cut_into_frames_of_so_many_bytes_and_characters_in_the_middle()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.SendInFrames("hé{{message.text}}", 2)));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        await client.WriteAsync(Convert.FromHexString("818100000000" + "6C"));

        (await client.ReadHexAsync(8)).Should().Be("010268C3" + "8002A96C");
    }

    [Test]
    public async Task An_echo_comes_back_as_it_is_or_behind_a_prefix()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Contains("!"), then => then.Echo("{{path.room}}: "))
            .Otherwise(then => then.Echo()));
        using var client = await server.ConnectAsync("/chat/7");

        (await client.EchoAsync("hi!")).Should().Be("7: hi!");
        (await client.EchoAsync("hi")).Should().Be("hi");
        await client.SendAsync(new byte[] { 1, 2 }, System.Net.WebSockets.WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        var (type, payload) = await client.ReceiveAsync();
        (type, Convert.ToHexString(payload)).Should().Be((System.Net.WebSockets.WebSocketMessageType.Binary, "0102"));
    }

    [Test]
    public async Task Bytes_pings_and_pongs_go_out_as_they_were_given()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .OnOpen(then => then.SendBinary(new byte[] { 1, 2 }).Ping().Ping(new byte[] { 3 }).Pong().Pong(new byte[] { 4, 5 })));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        (await client.ReadHexAsync(4 + 2 + 3 + 2 + 4)).Should().Be("82020102" + "8900" + "890103" + "8A00" + "8A020405");
    }

    [Test]
    public void A_ping_holds_at_most_125_bytes() =>
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.Ping(new byte[126]))).Should().Throw<ArgumentException>().WithMessage("*RFC 6455 5.5*");

    [Test]
    public async Task A_file_is_sent_as_it_stood_when_the_server_was_built()
    {
        await File.WriteAllTextAsync(_file, "{{as it is}}\n");
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("text"), then => then.SendFile(_file, asText: true))
            .When(Text.Is("binary"), then => then.SendFile(_file)));
        await File.WriteAllTextAsync(_file, "changed");
        using var client = await server.ConnectAsync("/chat/1");

        (await client.EchoAsync("text")).Should().Be("{{as it is}}\n");
        await client.SendAsync("binary");
        var (type, payload) = await client.ReceiveAsync();
        type.Should().Be(System.Net.WebSockets.WebSocketMessageType.Binary);
        payload.Should().Equal("{{as it is}}\n"u8.ToArray());
    }

    [Test]
    public void A_file_that_is_not_there_or_is_no_text_is_an_error_when_the_server_is_built()
    {
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.SendFile(_file))).Should().Throw<FileNotFoundException>();

        File.WriteAllBytes(_file, [0xFF]);
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.SendFile(_file, asText: true)))
            .Should().Throw<ArgumentException>().WithMessage($"*{_file}*UTF-8*");
    }

    [Test]
    public void A_message_of_no_fragments_is_an_error() =>
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.SendFragments())).Should().Throw<ArgumentException>().WithMessage("*RFC 6455 5.4*");

    [Test]
    public async Task A_broadcast_is_text_or_JSON_or_binary()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("json"), then => then.BroadcastJson(new { from = "{{connection.id}}" }))
            .When(Text.Is("binary"), then => then.BroadcastBinary(new byte[] { 7 })));
        using var ada = await server.ConnectAsync("/chat/1");
        using var bob = await server.ConnectAsync("/chat/2");

        (await ada.EchoAsync("json")).Should().Be("""{"from":1}""");
        (await bob.ReceiveTextAsync()).Should().Be("""{"from":1}""");
        await ada.SendAsync("binary");
        (await ada.ReceiveAsync()).Payload.Should().Equal(7);
        (await bob.ReceiveAsync()).Payload.Should().Equal(7);
    }

    [Test]
    public async Task A_broadcast_reaches_those_whose_path_fits()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory()
            .At("/chat/{room}", chat => chat.Otherwise(then => then.Echo()))
            .At("/admin", admin => admin.Otherwise(then => then.Broadcast("{{message.text}}", "/chat/*").Send("sent"))));
        using var ada = await server.ConnectAsync("/chat/1");
        using var bob = await server.ConnectAsync("/chat/2");
        using var admin = await server.ConnectAsync("/admin");

        (await admin.EchoAsync("maintenance")).Should().Be("sent");

        (await ada.ReceiveTextAsync()).Should().Be("maintenance");
        (await bob.ReceiveTextAsync()).Should().Be("maintenance");
    }

    [Test]
    public async Task A_broadcast_reaches_those_of_whom_something_is_remembered()
    {
        await using var server = await Mocks.StartAsync(chat => chat
            .When(Text.Is("admin"), then => then.SetState("role", "admin").Send("ok"))
            .When(Text.Is("alarm"), then => then.Broadcast("alarm!", where: State.Is("role", "admin")))
            .Otherwise(then => then.Echo()));
        using var ada = await server.ConnectAsync("/chat/1");
        using var bob = await server.ConnectAsync("/chat/1");
        await bob.EchoAsync("admin");

        await ada.SendAsync("alarm");

        (await bob.ReceiveTextAsync()).Should().Be("alarm!");
        await server.WhenIdleAsync();
        (await ada.EchoAsync("next")).Should().Be("next", "the sender is no admin and must not hear the alarm");
        (await bob.EchoAsync("next")).Should().Be("next");
    }

    [Test]
    public void Those_who_hear_a_broadcast_are_not_chosen_by_a_message() =>
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.Broadcast("x", where: Text.Is("y") & State.Is("a", "b"))))
            .Should().Throw<ArgumentException>().WithMessage("*looks at a message*");
}
