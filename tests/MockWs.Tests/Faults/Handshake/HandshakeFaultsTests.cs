using System.Text;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Handshake;

[CancelAfter(60_000)]
public class HandshakeFaultsTests
{
    private const string Status = "HTTP/1.1 101 Switching Protocols\r\n";
    private const string Upgrade = "Upgrade: websocket\r\n";
    private const string Connection = "Connection: Upgrade\r\n";
    private const string AcceptOfKey = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private const string Accept = $"Sec-WebSocket-Accept: {AcceptOfKey}\r\n";

    private static IEnumerable<TestCaseData> Heads =>
    [
        Head(Fault.WrongUpgrade(), Status + "Upgrade: h2c\r\n" + Connection + Accept),
        Head(Fault.WrongConnection(), Status + Upgrade + "Connection: close\r\n" + Accept),
        Head(Fault.MissingHeader("upgrade"), Status + Connection + Accept),
        Head(Fault.MissingHeader("Connection"), Status + Upgrade + Accept),
        Head(Fault.MissingHeader("Sec-WebSocket-Accept"), Status + Upgrade + Connection),
        Head(Fault.UnofferedSubprotocol(), Status + Upgrade + Connection + Accept + "Sec-WebSocket-Protocol: unoffered\r\n"),
        Head(Fault.UnofferedExtension(), Status + Upgrade + Connection + Accept + "Sec-WebSocket-Extensions: x-unoffered\r\n"),
        Head(Fault.BadStatusLine(), "HTTP/1.1 Switching Protocols\r\n" + Upgrade + Connection + Accept),
    ];

    [TestCaseSource(nameof(Heads))]
    public async Task The_head_of_the_answer_is_right_but_for_the_fault(Fault fault, string head)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault));
        var client = await server.ConnectAsync();

        (await client.HandshakeAsync()).Should().Be(head + "\r\n");
        server.Recorded.Should().ContainSingle();
    }

    [Test]
    public async Task A_late_answer_comes_when_its_time_is_over()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.HandshakeLate(TimeSpan.FromMinutes(2))));
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);

        await server.AdvanceAsync(TimeSpan.FromSeconds(119));
        await server.Server.WhenIdleAsync();
        answer.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await answer).Should().StartWith(Status);
    }

    [Test]
    public async Task A_piece_comes_when_the_gap_before_it_is_over()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.HandshakeInPieces(80, TimeSpan.FromSeconds(1))));
        var client = await server.ConnectAsync();
        var answer = client.HandshakeAsync();
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);

        await server.AdvanceAsync(TimeSpan.FromMilliseconds(999));
        await server.Server.WhenIdleAsync();
        answer.IsSilent().Should().BeTrue();
        await server.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        (await answer).Should().Be(Status + Upgrade + Connection + Accept + "\r\n");
    }

    [Test]
    public async Task Pieces_of_one_byte_are_the_whole_answer_and_each_is_read_alone()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.HandshakeInPieces(gap: TimeSpan.FromSeconds(1))));
        var client = await server.ConnectAsync();
        await client.WriteAsync(Encoding.Latin1.GetBytes($"GET /raw HTTP/1.1\r\nHost: mockws.local\r\n{RawClient.UpgradeHeaders}\r\n"));
        await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);
        var buffer = new byte[1000];

        foreach (var letter in Status)
        {
            (await client.ReadAsync(buffer)).Should().Be(1);
            buffer[0].Should().Be((byte)letter);
            await server.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }

    [Test]
    public async Task A_glued_frame_stands_right_behind_the_head()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.GluedFrame("hi")).OnOpen(then => then.Send("next")));
        var client = await server.OpenAsync();

        (await client.ReadHexAsync(10)).Should().Be(ClientBytes.Text("hi") + ClientBytes.Text("next"));
    }

    [Test]
    public void Settings_that_make_no_sense_are_errors()
    {
        FluentActions.Invoking(() => Fault.MissingHeader(" ")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Fault.HandshakeLate(TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Fault.HandshakeInPieces(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [TestCase("Server")]
    [TestCase("Sec-WebSocket-Version")]
    public void A_header_that_no_granted_handshake_has_cannot_be_missing(string name) =>
        FluentActions.Invoking(() => Fault.MissingHeader(name)).Should().Throw<ArgumentException>().WithMessage(
            $"A granted handshake has no header \"{name}\" that could be missing. It has Upgrade, Connection, Sec-WebSocket-Accept, Sec-WebSocket-Protocol, *");

    [Test]
    public void A_value_that_is_right_is_no_fault()
    {
        FluentActions.Invoking(() => Fault.WrongUpgrade("WebSocket")).Should().Throw<ArgumentException>().WithMessage("\"WebSocket\" is the right value*");
        FluentActions.Invoking(() => Fault.WrongConnection("keep-alive, upgrade")).Should().Throw<ArgumentException>().WithMessage("*is the right value*");
    }

    private static IEnumerable<TestCaseData> Futile =>
    [
        new(Fault.MissingHeader("Sec-WebSocket-Protocol"), "", "missingHeader changes nothing: the answer has no Sec-WebSocket-Protocol that could be missing"),
        new(Fault.UnofferedSubprotocol("b"), "Sec-WebSocket-Protocol: a, b\r\n", "unofferedSubprotocol changes nothing: the client offers the subprotocol \"b\""),
        new(Fault.WrongAccept(AcceptOfKey), "", $"wrongAccept changes nothing: \"{AcceptOfKey}\" is right for the client's key"),
    ];

    [TestCaseSource(nameof(Futile))]
    public async Task What_would_change_nothing_is_recorded_and_no_fault(Fault fault, string headers, string recorded)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault));
        var client = await server.ConnectAsync();

        (await client.HandshakeAsync(headers: headers)).Should().Be(Status + Upgrade + Connection + Accept + "\r\n");

        server.Server.Journal.First().Text.Should().Be(recorded);
        server.Recorded.Should().BeEmpty();
    }

    [Test]
    public async Task A_subprotocol_that_was_agreed_can_be_missing()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.UseSubprotocols("a").Fault(Fault.MissingHeader("sec-websocket-protocol")));
        var client = await server.ConnectAsync();

        (await client.HandshakeAsync(headers: "Sec-WebSocket-Protocol: a\r\n")).Should().Be(Status + Upgrade + Connection + Accept + "\r\n");

        server.Recorded.Should().ContainSingle();
    }

    private static TestCaseData Head(Fault fault, string head) => new(fault, head);
}
