namespace MockWs.Conformance.Rfc6455;

/// <summary>Messages in fragments, control frames between them, and fragments out of place.</summary>
internal sealed class Section_5_4_Fragmentation
{
    private static readonly int[] Pieces = [1, 3, int.MaxValue];

    [TestCaseSource(nameof(Pieces))]
    public async Task A_message_in_fragments_is_one_message(int piece) =>
        await Client.InPiecesOf(piece)
            .Sends(Text("Hel").More, Continuation("lo")).Gets(Text("Hello"))
            .Sends(Binary([1, 2]).More, Continuation([3]).More, Continuation([4])).Gets(Binary([1, 2, 3, 4]));

    [Test]
    public async Task The_journal_tells_how_many_frames_a_message_came_in() =>
        await Client.Sends(Text("a").More, Ping(), Continuation("b").More, Continuation("c")).Gets(Pong(), Text("abc"))
            .Records(journal => journal.First(entry => entry.IsText).Frames.Should().Be(3));

    [TestCaseSource(nameof(Pieces))]
    public async Task Fragments_may_be_empty(int piece) =>
        await Client.InPiecesOf(piece)
            .Sends(Text("").More, Continuation("").More, Continuation("")).Gets(Text(""))
            .Sends(Text("").More, Continuation("middle").More, Continuation("")).Gets(Text("middle"))
            .Sends(Binary([]).More, Continuation([7])).Gets(Binary([7]));

    [Test]
    public async Task Fragments_of_every_size_make_the_message(
        [Values(1, 2, 125, 126, 65535, 65536)] int fragment, [Values(0x1, 0x2)] int opcode)
    {
        var message = new Frame(opcode, TextBytes(fragment == 1 ? 1000 : 200_000));
        await Client.Sends(message.InFragmentsOf(fragment)).Gets(message);
    }

    [TestCaseSource(nameof(Pieces))]
    public async Task A_ping_between_fragments_is_answered_before_the_message_ends(int piece) =>
        await Client.InPiecesOf(piece).Sends(Text("Hel").More, Ping("are you there")).Gets(Pong("are you there"))
            .Sends(Continuation("lo")).Gets(Text("Hello"));

    [TestCaseSource(nameof(Pieces))]
    public async Task Pings_between_many_fragments_are_answered_in_order(int piece) =>
        await Client.InPiecesOf(piece)
            .Sends(Text("1").More, Continuation("2").More, Ping("a"), Continuation("3").More, Ping("b"), Continuation("4"))
            .Gets(Pong("a"), Pong("b"), Text("1234"));

    [Test]
    public async Task A_pong_between_fragments_is_let_pass() =>
        await Client.Sends(Text("Hel").More, Pong("unasked"), Continuation("lo")).Gets(Text("Hello"))
            .Delivers(Pong("unasked"), Text("Hello"));

    [Test]
    public async Task Many_messages_in_fragments_follow_each_other() =>
        await Client.Sends([.. Enumerable.Range(0, 50).SelectMany(i => Text($"fragmented {i}").InFragmentsOf(4))])
            .Gets([.. Enumerable.Range(0, 50).Select(i => Text($"fragmented {i}"))]);

    [Test]
    public async Task A_continuation_without_a_message_fails_the_connection([Values] bool fin, [ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(Continuation("orphan") with { Fin = fin }, Text("late")).IsFailed(1002, "RFC 6455 5.4")
            .Delivers();

    [Test]
    public async Task A_continuation_after_a_whole_message_fails_the_connection(
        [Values] bool fin, [ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(Text("a").More, Continuation("b"), Continuation("c") with { Fin = fin }, Text("late"))
            .Gets(Text("ab")).IsFailed(1002, "RFC 6455 5.4").Delivers(Text("ab"));

    [Test]
    public async Task A_new_message_inside_another_fails_the_connection(
        [Values(0x1, 0x2)] int first, [Values(0x1, 0x2)] int second, [Values] bool fin, [ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(new Frame(first, Utf8("a"), Fin: false), new Frame(second, Utf8("b"), fin), Continuation("c"))
            .IsFailed(1002, "RFC 6455 5.4").Delivers();

    [Test]
    public async Task A_fragment_out_of_place_fails_before_its_payload_comes() =>
        await Client.Sends(Continuation(Bytes(1000)).Masked[..8]).IsFailed(1002, "RFC 6455 5.4");
}
