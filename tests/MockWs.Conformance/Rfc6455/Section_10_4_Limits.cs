namespace MockWs.Conformance.Rfc6455;

/// <summary>Large messages up to the limit, and those over it: refused from the header alone, with 1009 (section 7.4.1).</summary>
internal sealed class Section_10_4_Limits
{
    private const int KiB = 1024;
    private const int MiB = 1024 * 1024;

    /// <summary>In pieces, the client reads only after it has sent all, so the answer has to fit what the transport keeps for it.</summary>
    private const int FitsTheWindow = MiB - KiB;

    [Test]
    public async Task Large_messages_are_echoed(
        [Values(64 * KiB, 256 * KiB, MiB, 4 * MiB, 8 * MiB, 16 * MiB)] int size, [Values(0x1, 0x2)] int opcode) =>
        await Client.IsEchoed(new Frame(opcode, TextBytes(size)));

    [Test]
    public async Task Large_messages_in_fragments_are_echoed(
        [Values(64, 256, KiB, 4 * KiB, 16 * KiB, 64 * KiB, 256 * KiB, MiB, 4 * MiB)] int fragment, [Values(0x1, 0x2)] int opcode)
    {
        var message = new Frame(opcode, TextBytes(4 * MiB));
        await Client.Sends(message.InFragmentsOf(fragment)).Gets(message);
    }

    [Test]
    public async Task Large_messages_in_pieces_are_echoed(
        [Values(64, 128, 256, 512, KiB, 2 * KiB)] int piece, [Values(0x1, 0x2)] int opcode) =>
        await Client.InPiecesOf(piece).IsEchoed(new Frame(opcode, TextBytes(FitsTheWindow)));

    [Test]
    public async Task A_large_message_in_fragments_and_pieces_with_pings_between_is_echoed()
    {
        var fragments = Text(TextBytes(FitsTheWindow)).InFragmentsOf(100_000);
        await Client.InPiecesOf(9_999).Sends([.. fragments.SelectMany(fragment => new[] { Ping("p"), fragment })])
            .Gets([.. fragments.Select(_ => Pong("p")), Text(TextBytes(FitsTheWindow))]);
    }

    [TestCase("82 ff 00 00 00 00 01 00 00 01 37 fa 21 3d", TestName = "One_byte_over_16_MiB_is_refused_from_the_header_alone")]
    [TestCase("81 ff 7f ff ff ff ff ff ff ff 37 fa 21 3d", TestName = "The_longest_length_there_is_is_refused_from_the_header_alone")]
    [TestCase("01 ff 00 00 00 00 80 00 00 00 37 fa 21 3d", TestName = "A_fragment_of_2_GiB_is_refused_from_the_header_alone")]
    public async Task A_message_over_the_limit_is_refused_from_the_header_alone(string header) =>
        await Client.Sends(header).IsFailed(1009, "RFC 6455 7.4.1").Delivers();

    [Test]
    public async Task The_limit_is_the_longest_message([Values(0x1, 0x2)] int opcode, [Values(1, 100, int.MaxValue)] int piece) =>
        await ClientOf(options => options.MessageLimit = 1000).InPiecesOf(piece)
            .IsEchoed(new Frame(opcode, TextBytes(1000)))
            .Sends(new Frame(opcode, TextBytes(1001)).Masked[..8]).IsFailed(1009, "RFC 6455 7.4.1")
            .Delivers(new Frame(opcode, TextBytes(1000)));

    [Test]
    public async Task Fragments_together_must_keep_the_limit([Values(1, 100, int.MaxValue)] int piece) =>
        await ClientOf(options => options.MessageLimit = 1000).InPiecesOf(piece)
            .Sends(Text(TextBytes(1000)).InFragmentsOf(500)).Gets(Text(TextBytes(1000)))
            .Sends([.. Text(TextBytes(999)).More.Masked, .. Ping("p").Masked, .. Continuation(TextBytes(2)).Masked[..6]])
            .Gets(Pong("p")).IsFailed(1009, "RFC 6455 7.4.1");

    [Test]
    public async Task A_message_over_the_limit_says_both_lengths() =>
        await ClientOf(options => options.MessageLimit = 1000).Sends(Text(TextBytes(600)).More, Continuation(TextBytes(600)))
            .IsFailed(1009, "RFC 6455 7.4.1")
            .Records(journal => journal.Should().Contain(entry =>
                entry.Text == "The message is 1200 bytes long; the limit is 1000 (RFC 6455 7.4.1)"));

    [Test]
    public async Task Control_frames_do_not_count() =>
        await ClientOf(options => options.MessageLimit = 10).Sends(Ping(Bytes(125)), Text("ten bytes."))
            .Gets(Pong(Bytes(125)), Text("ten bytes."));
}
