namespace MockWs.Conformance.Rfc7692;

/// <summary>Compressed messages of every size and kind, in fragments and pieces; those that do not inflate, or to too much.</summary>
internal sealed class Section_7_2_Messages
{
    private static readonly string[] Offers =
    [
        "permessage-deflate", "permessage-deflate; server_no_context_takeover", "permessage-deflate; client_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
    ];

    private static Exchange Client => ClientOffering("permessage-deflate");

    [TestCase("f2 48 cd c9 c9 07 00", TestName = "RFC_7692_7_2_3_1_one_compressed_block")]
    [TestCase("00 05 00 fa ff 48 65 6c 6c 6f 00", TestName = "RFC_7692_7_2_3_3_a_block_with_no_compression")]
    [TestCase("f3 48 cd c9 c9 07 00 00", TestName = "RFC_7692_7_2_3_4_a_block_with_BFINAL_set")]
    [TestCase("f2 48 05 00 00 00 ff ff ca c9 c9 07 00", TestName = "RFC_7692_7_2_3_5_two_blocks_in_one_message")]
    public async Task The_examples_of_the_RFC_say_Hello(string payload) =>
        await Client.Sends(Text(Hex(payload)).WithRsv(4)).GetsCompressed(Text("Hello"));

    [Test]
    public async Task RFC_7692_7_2_3_2_a_second_message_refers_back_to_the_first() =>
        await Client.Sends(Text(Hex("f2 48 cd c9 c9 07 00")).WithRsv(4), Text(Hex("f2 00 11 00 00")).WithRsv(4))
            .GetsCompressed(Text("Hello")).GetsCompressed(Text("Hello"));

    [Test]
    public async Task RFC_7692_7_2_3_6_an_empty_message_is_one_zero_byte() =>
        await Client.Sends(Text(Hex("00")).WithRsv(4)).Gets("c1 01 00").Sends(Binary(Hex("00")).WithRsv(4)).Gets("c2 01 00");

    [Test]
    public async Task Without_context_takeover_a_reference_to_an_earlier_message_fails_the_connection() =>
        await ClientOffering("permessage-deflate; client_no_context_takeover")
            .Sends(Text(Hex("f2 48 cd c9 c9 07 00")).WithRsv(4), Text(Hex("f2 00 11 00 00")).WithRsv(4))
            .GetsCompressed(Text("Hello")).IsFailed(1007, "RFC 7692 7.2.2").Delivers(Text("Hello"));

    [Test]
    public async Task Messages_of_every_size_are_echoed(
        [Values(16, 64, 256, 1024, 4096, 8192, 16384, 32768, 65536, 131072)] int size,
        [Values] bool isText,
        [ValueSource(nameof(Offers))] string offer) =>
        await ClientOffering(offer).IsEchoedCompressed(Enumerable.Range(size, 10).Select(length => MessageOf(length, isText)));

    [Test]
    public async Task Messages_in_fragments_are_echoed(
        [Values(1, 7, 256, 1000, 32768)] int fragment, [Values] bool isText, [ValueSource(nameof(Offers))] string offer)
    {
        var message = MessageOf(20_000, isText);
        await ClientOffering(offer).SendsCompressed(message, fragment).GetsCompressed(message).SendsCompressed(message, fragment)
            .GetsCompressed(message);
    }

    [Test]
    public async Task Messages_in_pieces_are_echoed([Values(1, 7, 256, 1000)] int piece, [Values] bool isText)
    {
        var message = MessageOf(2_000, isText);
        await Client.InPiecesOf(piece).SendsCompressed(message, 100).GetsCompressed(message).SendsCompressed(message)
            .GetsCompressed(message);
    }

    [Test]
    public async Task Many_messages_share_a_window() =>
        await Client.IsEchoedCompressed(
            Enumerable.Range(0, 200).Select(i => Text($$"""{"type":"tick","n":{{i}},"text":"the same words again and again"}""")));

    [Test]
    public async Task A_message_of_16_MiB_is_echoed() =>
        await Client.IsEchoedCompressed(MessageOf(16 * 1024 * 1024, isText: true));

    [Test]
    public async Task A_message_of_16_MiB_that_does_not_shrink_is_echoed() =>
        await Client.IsEchoedCompressed(MessageOf(16 * 1024 * 1024, isText: false));

    [TestCase("06")]
    [TestCase("00 05 00 fb ff 48 65 6c 6c 6f 00")]
    [TestCase("f2 00 11 00 00")]
    [TestCase("f2 48 cd c9 c9 07")]
    [TestCase("ff ff ff ff")]
    public async Task A_message_that_does_not_inflate_fails_the_connection(string payload) =>
        await Client.Sends(Text(Hex(payload)).WithRsv(4), Text("late")).IsFailed(1007, "RFC 7692 7.2.2").Delivers();

    [Test]
    public async Task A_message_that_cannot_inflate_fails_before_it_is_whole() =>
        await Client.Sends(Text(Hex("06")).WithRsv(4).More).IsFailed(1007, "RFC 7692 7.2.2");

    [TestCase("ff")]
    [TestCase("41 ed a0 80 42")]
    [TestCase("f4 90 80 80")]
    [TestCase("41 c3")]
    public async Task Text_that_inflates_to_something_else_than_UTF_8_fails_the_connection(string text) =>
        await Client.SendsCompressed(Text(Hex(text))).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [Test]
    public async Task It_fails_at_the_bad_byte_before_the_message_is_whole() =>
        await Client.Sends(Text(Hex("00 03 00 fc ff 41 42 ff")).WithRsv(4).More).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [Test]
    public async Task A_character_may_be_cut_between_fragments() =>
        await Client.Sends(Text(Hex("00 02 00 fd ff ce")).WithRsv(4).More, Continuation(Hex("ba 00"))).GetsCompressed(Text("κ"));

    [Test]
    public async Task A_bomb_is_stopped_at_the_limit() =>
        await Client.SendsCompressed(Binary(new byte[100_000_000])).IsFailed(1009, "RFC 6455 7.4.1").Delivers();

    [Test]
    public async Task The_limit_counts_what_a_message_inflates_to() =>
        await ClientOffering("permessage-deflate", options => options.MessageLimit = 1000)
            .SendsCompressed(Text(TextBytes(1000))).GetsCompressed(Text(TextBytes(1000)))
            .SendsCompressed(Text(TextBytes(1001))).IsFailed(1009, "RFC 6455 7.4.1").Delivers(Text(TextBytes(1000)));

    [Test]
    public async Task The_limit_counts_a_message_that_is_not_compressed_as_it_is() =>
        await ClientOffering("permessage-deflate", options => options.MessageLimit = 1000)
            .Sends(Text(TextBytes(1000))).GetsCompressed(Text(TextBytes(1000)))
            .Sends(Text(TextBytes(1001)).Masked[..8]).IsFailed(1009, "RFC 6455 7.4.1").Delivers(Text(TextBytes(1000)));

    [Test]
    public async Task The_limit_counts_fragments_that_are_not_compressed_as_they_are() =>
        await ClientOffering("permessage-deflate", options => options.MessageLimit = 1000)
            .Sends(Text(TextBytes(500)).More, Continuation(TextBytes(501)))
            .IsFailed(1009, "RFC 6455 7.4.1")
            .Records(journal => journal.Should().Contain(entry =>
                entry.Text == "The message is 1001 bytes long; the limit is 1000 (RFC 6455 7.4.1)"));

    [Test]
    public async Task The_largest_limit_is_one() =>
        await ClientOffering("permessage-deflate", options => options.MessageLimit = 1 << 30)
            .SendsCompressed(Text("Hello")).GetsCompressed(Text("Hello"));

    [Test]
    public async Task The_server_uses_the_window_that_it_may_use()
    {
        var message = Binary(Bytes(1000));
        await Client.IsEchoedCompressed(message).SendsCompressed(message).GetsCompressed(message, limit: 100);
    }

    /// <summary>Text, which shrinks, or bytes, which do not.</summary>
    private static Frame MessageOf(int size, bool isText) => isText ? Text(TextBytes(size)) : Binary(Bytes(size));
}
