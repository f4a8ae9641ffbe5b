namespace MockWs.Conformance.Rfc6455;

/// <summary>The closing handshake, and with it 7.1 and 7.4: which codes may be sent, and that nothing is looked at after it.</summary>
internal sealed class Section_5_5_1_Close
{
    private static readonly int[] Pieces = [1, int.MaxValue];

    [TestCaseSource(nameof(Pieces))]
    public async Task A_close_frame_without_a_code_is_answered_without_one(int piece) =>
        await Client.InPiecesOf(piece).Sends(Close()).IsClosed(Close()).Delivers(Close());

    [Test]
    public async Task Every_code_that_may_be_sent_is_answered_with_itself(
        [Values(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999)] int code) =>
        await Client.Sends(Close(code)).IsClosed(Close(code)).Delivers(Close(code));

    [Test]
    public async Task A_code_that_must_not_be_sent_fails_the_connection(
        [Values(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535)] int code, [Values("", "reason")] string reason) =>
        await Client.Sends(Close(code, reason)).IsFailed(1002, "RFC 6455 7.4").Delivers();

    [Test]
    public async Task Half_a_code_fails_the_connection() => await Client.Sends(Close([0x03])).IsFailed(1002, "RFC 6455 5.5.1").Delivers();

    [Test]
    public async Task A_reason_of_up_to_123_bytes_is_delivered(
        [Values(0, 1, 2, 122, 123)] int size, [ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(Close(1000, TextBytes(size))).IsClosed(Close(1000)).Delivers(Close(1000, TextBytes(size)));

    [Test]
    public async Task A_reason_of_124_bytes_fails_the_connection() =>
        await Client.Sends(Close(1000, TextBytes(124))).IsFailed(1002, "RFC 6455 5.5").Delivers();

    [TestCase("ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64")]
    [TestCase("c3")]
    [TestCase("ff")]
    public async Task A_reason_that_is_not_UTF_8_fails_the_connection(string reason) =>
        await Client.Sends(Close(1000, Hex(reason))).IsFailed(1007, "RFC 6455 5.5.1").Delivers();

    [Test]
    public async Task Nothing_after_a_close_is_looked_at([ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(Text("before"), Close(1000), Ping("late"), Text("late"), Close(1001))
            .Gets(Text("before")).IsClosed(Close(1000)).Delivers(Text("before"), Close(1000));

    [Test]
    public async Task Not_even_a_violation_after_a_close_is_looked_at() =>
        await Client.Sends(Close(1000)).Sends("ff ff ff ff").IsClosed(Close(1000))
            .Records(journal => journal.Should().NotContain(entry => entry.Kind == Recording.JournalEntryKind.Violation));

    [Test]
    public async Task A_close_inside_a_message_ends_it_undelivered([ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(Text("never").More, Close(1000), Continuation(" whole")).IsClosed(Close(1000))
            .Delivers(Close(1000));

    [Test]
    public async Task A_close_after_large_messages_comes_after_their_echo() =>
        await Client.Sends(Binary(Bytes(200_000)), Close(1000)).Gets(Binary(Bytes(200_000))).IsClosed(Close(1000));

    [Test]
    public async Task A_close_that_the_server_began_is_answered_by_the_client_and_recorded_as_the_servers() =>
        await ClientOf(options => options.Unmatched = Behaviours.Unmatched.Close)
            .Sends(Text("unexpected")).Gets(Close(1008, "no rule answers this message"))
            .Sends(Close(1008)).IsEnded(1008, byClient: false).Delivers(Text("unexpected"), Close(1008));

    [Test]
    public async Task After_the_servers_close_messages_are_recorded_and_not_answered() =>
        await ClientOf(options => options.Unmatched = Behaviours.Unmatched.Close)
            .Sends(Text("unexpected")).Gets(Close(1008, "no rule answers this message"))
            .Sends(Text("on its way"), Ping("too"), Close(1008)).IsEnded(1008, byClient: false)
            .Delivers(Text("unexpected"), Text("on its way"), Ping("too"), Close(1008));
}
