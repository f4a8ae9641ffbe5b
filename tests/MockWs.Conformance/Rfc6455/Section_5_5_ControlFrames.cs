namespace MockWs.Conformance.Rfc6455;

/// <summary>Pings, pongs, and the rules that all control frames keep.</summary>
internal sealed class Section_5_5_ControlFrames
{
    [Test]
    public async Task A_ping_gets_a_pong_with_its_payload(
        [Values("", "48 65 6c 6c 6f", "00 ff fe fd fc fb 00 ff")] string payload, [Values(1, int.MaxValue)] int piece) =>
        await Client.InPiecesOf(piece).Sends(Ping(Hex(payload))).Gets(Pong(Hex(payload))).Delivers(Ping(Hex(payload)));

    [Test]
    public async Task A_ping_may_have_125_bytes([Values(1, int.MaxValue)] int piece) =>
        await Client.InPiecesOf(piece).Sends(Ping(Bytes(125))).Gets(Pong(Bytes(125)));

    [Test]
    public async Task A_control_frame_over_125_bytes_fails_the_connection(
        [Values(0x8, 0x9, 0xA)] int opcode, [Values(126, 65536)] int size, [Values(1, int.MaxValue)] int piece) =>
        await Client.InPiecesOf(piece).Sends(new Frame(opcode, Bytes(size)).Masked[..14]).IsFailed(1002, "RFC 6455 5.5").Delivers();

    [Test]
    public async Task A_control_frame_in_fragments_fails_the_connection([Values(0x8, 0x9, 0xA)] int opcode) =>
        await Client.Sends(new Frame(opcode, Hex("03 e8"), Fin: false), Continuation("rest")).IsFailed(1002, "RFC 6455 5.5").Delivers();

    [Test]
    public async Task A_control_frame_in_fragments_inside_a_message_fails_the_connection([Values(0x8, 0x9, 0xA)] int opcode) =>
        await Client.Sends(Text("a").More, new Frame(opcode, [], Fin: false)).IsFailed(1002, "RFC 6455 5.5").Delivers();

    [Test]
    public async Task An_unsolicited_pong_is_not_answered([Values("", "nobody asked")] string payload) =>
        await Client.Sends(Pong(payload), Ping("then")).Gets(Pong("then")).Delivers(Pong(payload), Ping("then"));

    [Test]
    public async Task Ten_pings_get_ten_pongs_in_order([Values(1, int.MaxValue)] int piece) =>
        await Client.InPiecesOf(piece)
            .Sends([.. Enumerable.Range(0, 10).Select(i => Ping($"ping {i}"))])
            .Gets([.. Enumerable.Range(0, 10).Select(i => Pong($"ping {i}"))]);

    [Test]
    public async Task Pings_between_messages_are_answered_in_their_place() =>
        await Client.Sends(Text("a"), Ping("b"), Binary([3]), Ping("d")).Gets(Text("a"), Pong("b"), Binary([3]), Pong("d"));

    [Test]
    public async Task A_ping_whose_length_is_written_long_fails_the_connection() =>
        await Client.Sends(Ping("x").MaskedWithLengthIn(2)).IsFailed(1002, "RFC 6455 5.2");

    [Test]
    public async Task Without_the_automatic_pong_there_is_none() =>
        await ClientOf(options => options.AutomaticPong = false).Sends(Ping("x"), Text("y")).Gets(Text("y")).Delivers(Ping("x"), Text("y"));
}
