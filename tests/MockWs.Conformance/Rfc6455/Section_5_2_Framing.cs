namespace MockWs.Conformance.Rfc6455;

/// <summary>The base framing protocol: sizes and how they are written, reserved bits, reserved opcodes.</summary>
internal sealed class Section_5_2_Framing
{
    private static readonly int[] Sizes = [0, 1, 125, 126, 127, 128, 65535, 65536];

    [TestCaseSource(nameof(Sizes))]
    public async Task Text_of_every_size_is_echoed(int size) => await Client.IsEchoed(Text(TextBytes(size)));

    [TestCaseSource(nameof(Sizes))]
    public async Task Binary_of_every_size_is_echoed(int size) => await Client.IsEchoed(Binary(Bytes(size)));

    [Test]
    public async Task Messages_in_pieces_are_echoed([Values(0, 1, 2, 125, 126, 127, 128)] int size, [Values(1, 2, 3, 5, 7)] int piece) =>
        await Client.InPiecesOf(piece).IsEchoed(Text(TextBytes(size)), Binary(Bytes(size)), Text("the next"));

    [Test]
    public async Task Large_messages_in_pieces_are_echoed([Values(65535, 65536)] int size, [Values(61, 997, 4096)] int piece) =>
        await Client.InPiecesOf(piece).IsEchoed(Text(TextBytes(size)), Binary(Bytes(size)));

    [TestCase(1)]
    [TestCase(2)]
    public async Task A_message_whose_head_is_cut_goes_on_where_it_was_cut(int size)
    {
        // What follows the cut could be taken for a frame of its own.
        byte[] head = [0x82, (byte)(0x80 | size), 0x82, 0x80, 0x11, 0x22];
        await Client.InPiecesOf(100).Sends(head[..1]).Sends([.. head[1..], .. new byte[size], .. Ping("next").Masked])
            .Gets(Binary(Hex("82 80")[..size]), Pong("next"));
    }

    [Test]
    public async Task Many_messages_come_back_in_their_order([Values(1, 10, 1000, int.MaxValue)] int piece) =>
        await Client.InPiecesOf(piece).IsEchoed([.. Enumerable.Range(0, 200).Select(i => Text($"message {i}"))]);

    [TestCase(2, 0)]
    [TestCase(2, 125)]
    [TestCase(8, 125)]
    [TestCase(8, 126)]
    [TestCase(8, 65535)]
    public async Task A_length_in_more_bytes_than_it_needs_fails_the_connection(int lengthBytes, int size) =>
        await Client.Sends(Binary(Bytes(size)).MaskedWithLengthIn(lengthBytes)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task A_64_bit_length_with_its_top_bit_set_fails_the_connection([Values("81", "82", "01")] string first) =>
        await Client.Sends(first + "ff 80 00 00 00 00 00 00 01 37 fa 21 3d").IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task Reserved_bits_on_a_message_fail_the_connection([Range(1, 7)] int rsv, [Values(0x1, 0x2)] int opcode) =>
        await Client.Sends(new Frame(opcode, Utf8("*"), Rsv: rsv)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task Reserved_bits_after_a_good_message_fail_the_connection([Range(1, 7)] int rsv, [Values(1, 100)] int piece) =>
        await Client.InPiecesOf(piece).Sends(Text("good"), Text("*").WithRsv(rsv), Ping("late"))
            .Gets(Text("good")).IsFailed(1002, "RFC 6455 5.2").Delivers(Text("good"));

    [Test]
    public async Task Reserved_bits_on_a_control_frame_fail_the_connection([Range(1, 7)] int rsv, [Values(0x8, 0x9, 0xA)] int opcode) =>
        await Client.Sends(new Frame(opcode, [], Rsv: rsv)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task Reserved_bits_on_a_continuation_fail_the_connection([Range(1, 7)] int rsv) =>
        await Client.Sends(Text("a").More, Continuation("b").WithRsv(rsv)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task Reserved_opcodes_fail_the_connection(
        [Values(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)] int opcode, [Values(0, 5, 300)] int size, [Values(1, 1000)] int piece) =>
        await Client.InPiecesOf(piece).Sends(Text("good"), new Frame(opcode, Bytes(size)), Ping("late"))
            .Gets(Text("good")).IsFailed(1002, "RFC 6455 5.2").Delivers(Text("good"));
}
