namespace MockWs.Conformance.Rfc7692;

/// <summary>RSV1: "An endpoint MUST set the RSV1 bit of the first frame of a compressed message", and of no other frame.</summary>
internal sealed class Section_6_Framing
{
    /// <summary>"Hello", compressed (section 7.2.3.1).</summary>
    private const string Hello = "f2 48 cd c9 c9 07 00";

    private static readonly int[] Pieces = [1, int.MaxValue];

    private static Exchange Client => ClientOffering("permessage-deflate");

    [TestCaseSource(nameof(Pieces))]
    public async Task A_compressed_message_is_echoed_compressed(int piece) =>
        await Client.InPiecesOf(piece).Sends(Text(Hex(Hello)).WithRsv(4)).GetsCompressed(Text("Hello")).Delivers(Text("Hello"));

    [TestCaseSource(nameof(Pieces))]
    public async Task Only_the_first_fragment_has_RSV1(int piece) =>
        await Client.InPiecesOf(piece).Sends(Text(Hex("f2 48 cd")).WithRsv(4).More, Continuation(Hex("c9 c9 07 00")))
            .GetsCompressed(Text("Hello"));

    [TestCaseSource(nameof(Pieces))]
    public async Task Fragments_may_be_of_one_byte_and_of_none(int piece) =>
        await Client.InPiecesOf(piece)
            .Sends([new Frame(0x1, [], Fin: false, Rsv: 4), .. Hex(Hello).Select(b => Continuation([b]).More), Continuation("")])
            .GetsCompressed(Text("Hello"));

    [TestCaseSource(nameof(Pieces))]
    public async Task Control_frames_between_compressed_fragments_are_answered_at_once(int piece) =>
        await Client.InPiecesOf(piece).Sends(Text(Hex("f2 48 cd")).WithRsv(4).More, Ping("Hel")).Gets(Pong("Hel"))
            .Sends(Pong("unasked"), Continuation(Hex("c9 c9 07 00"))).GetsCompressed(Text("Hello"));

    [Test]
    public async Task A_message_without_RSV1_is_not_inflated() =>
        await Client.Sends(Binary(Hex(Hello))).GetsCompressed(Binary(Hex(Hello)))
            .Sends(Binary(Hex("f2 48")).More, Continuation(Hex("cd"))).GetsCompressed(Binary(Hex("f2 48 cd")))
            .Sends(Text(Hex(Hello)).WithRsv(4)).GetsCompressed(Text("Hello"));

    [Test]
    public async Task The_journal_tells_what_was_compressed() =>
        await Client.Sends(Text("plain"), Text(Hex(Hello)).WithRsv(4), Ping()).GetsCompressed(Text("plain")).GetsCompressed(Text("Hello"))
            .Gets(Pong())
            .Records(journal => journal.Where(entry => entry.Opcode is not null).Select(entry => (entry.Text, entry.IsCompressed))
                .Should().Equal(("plain", false), ("plain", true), ("Hello", true), ("Hello", true), ("", false), ("", false)));

    [Test]
    public async Task RSV1_on_a_continuation_fails_the_connection([Values(0, 4)] int first) =>
        await Client.Sends(Binary(Hex(Hello)).WithRsv(first).More, Continuation("").WithRsv(4)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task RSV1_on_an_orphan_continuation_fails_the_connection() =>
        await Client.Sends(Continuation(Hex(Hello)).WithRsv(4)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task RSV1_on_a_control_frame_fails_the_connection([Values(0x8, 0x9, 0xA)] int opcode) =>
        await Client.Sends(new Frame(opcode, [], Rsv: 4)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task The_other_reserved_bits_fail_the_connection_still([Values(1, 2, 3, 5, 6, 7)] int rsv) =>
        await Client.Sends(Text(Hex(Hello)).WithRsv(rsv)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task RSV1_on_a_reserved_opcode_fails_the_connection() =>
        await Client.Sends(new Frame(0x3, Hex(Hello), Rsv: 4)).IsFailed(1002, "RFC 6455 5.2").Delivers();

    [Test]
    public async Task A_violation_after_compressed_messages_is_answered_uncompressed() =>
        await Client.Sends(Text(Hex(Hello)).WithRsv(4), Continuation("orphan")).GetsCompressed(Text("Hello"))
            .IsFailed(1002, "RFC 6455 5.4");

    [Test]
    public async Task A_close_frame_is_never_compressed() => await Client.Sends(Close(1000, "reason")).IsClosed(Close(1000));
}
