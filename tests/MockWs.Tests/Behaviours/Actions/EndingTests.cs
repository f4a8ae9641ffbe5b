using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Behaviours.Actions;

/// <summary>Actions that end a connection.</summary>
[CancelAfter(20_000)]
internal sealed class EndingTests
{
    [TestCase(1000, "")]
    [TestCase(4001, "bye")]
    [TestCase(1006, "never on the wire")]
    [TestCase(65535, "beyond what RFC 6455 7.4 knows")]
    public async Task A_close_has_any_code_and_reason(int code, string reason)
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Close(code, reason)));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        await client.WriteAsync(Convert.FromHexString("818100000000" + "78"));

        (await client.ReadHexAsync(4 + reason.Length)).Should().Be(FrameOf(code, reason));
    }

    [Test]
    public async Task A_reason_is_a_template_and_is_cut_to_what_a_close_frame_holds()
    {
        await using var server = await Mocks.StartAsync(chat => chat.Otherwise(then => then.Close(4000, "{{path.room}}: {{message.text}}")));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/7");

        await client.WriteAsync((byte[])[0x81, 0x80 | 126, 0, 200, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(new string('x', 200))]);

        (await client.ReadHexAsync(4 + 123)).Should().Be(FrameOf(4000, "7: " + new string('x', 120)));
    }

    [TestCase(0)]
    [TestCase(1005)]
    public async Task A_close_frame_without_a_code_is_empty(int code)
    {
        await using var server = await Mocks.StartAsync(chat => chat.OnOpen(then => then.Close(code)));
        await using var client = server.ConnectInMemory();
        await client.HandshakeAsync("/chat/1");

        (await client.ReadHexAsync(2)).Should().Be("8800");
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.Close(code, "why"))).Should().Throw<ArgumentException>().WithMessage("*RFC 6455 5.5.1*");
    }

    [TestCase(-1)]
    [TestCase(65_536)]
    public void A_code_that_16_bits_cannot_hold_is_refused(int code) =>
        FluentActions.Invoking(() => ActionsBuilder.Build(then => then.Close(code))).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public async Task A_drop_ends_the_connection_without_a_close_frame_and_nothing_follows_it()
    {
        var clock = new FakeTimeProvider();
        await using var server = await Mocks.StartAsync(
            chat => chat.Otherwise(then => then.Send("last").Delay(TimeSpan.FromSeconds(1)).Drop().Send("never")), clock);
        using var client = await server.ConnectAsync("/chat/1");
        (await client.EchoAsync("x")).Should().Be("last");
        await server.WhenIdleAsync();

        clock.Advance(TimeSpan.FromSeconds(1));

        await FluentActions.Awaiting(() => client.ReceiveAsync()).Should().ThrowAsync<WebSocketException>();
        await server.WhenIdleAsync();
        server.Journal.Where(entry => entry.Kind == JournalEntryKind.Sent).Select(entry => entry.Text).Should().Equal("last");
    }

    private static string FrameOf(int code, string reason)
    {
        var payload = new byte[2 + reason.Length];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return Convert.ToHexString([0x88, (byte)payload.Length, .. payload]);
    }
}
