namespace MockWs.Conformance.Rfc6455;

/// <summary>Text that is UTF-8, wherever it is cut, and text that is not: it fails at its first bad byte, the rest unseen.</summary>
internal sealed class Section_8_1_Utf8
{
    private static readonly int[] Pieces = [1, int.MaxValue];

    /// <summary>Valid: each length's first and last code points, those beside the surrogates, non-characters, and words.</summary>
    private static readonly string[] Valid =
    [
        "00", "7f", "c2 80", "df bf", "e0 a0 80", "ef bf bf", "f0 90 80 80", "f4 8f bf bf",
        "ed 9f bf", "ee 80 80", "ef bf bd", "ef bb bf 41",
        "ef b7 90", "ef b7 af", "ef bf be", "f0 9f bf be", "f0 9f bf bf", "f0 af bf be", "f0 bf bf bf",
        "f1 8f bf be", "f3 bf bf bf", "f4 8f bf be",
        "ce ba e1 bd b9 cf 83 ce bc ce b5", "48 65 6c 6c 6f 2d c2 b5 40 c3 9f c3 b6 c3 a4", "f0 9f 91 8b f0 9f 8f bd",
    ];

    /// <summary>Not valid, with a space before the byte that no UTF-8 can have there: nothing after it is needed to know.</summary>
    private static readonly string[] Invalid =
    [
        // Continuation bytes alone, and bytes that stand nowhere in UTF-8.
        "|80", "|bf", "41|80", "c3 a4|bf 41", "|c0", "|c1", "|f5", "|f8", "|fc", "|fe", "|ff", "41 42|ff",

        // Cut off by something that does not continue.
        "c2|41", "e1 80|41", "e1|c0", "f1 80 80|41", "f1 80|c2 80", "f1|41", "df|ff", "ef bf|20",

        // Overlong forms.
        "|c0 af", "|c1 bf", "e0|80 af", "e0|9f bf", "f0|80 80 af", "f0|8f bf bf", "|f8 80 80 80 af", "|fc 80 80 80 80 af",

        // Surrogates, alone and in pairs.
        "ed|a0 80", "ed|ad bf", "ed|ae 80", "ed|af bf", "ed|b0 80", "ed|be 80", "ed|bf bf", "ed|a0 80 ed b0 80", "ed|af bf ed bf bf",

        // Beyond U+10FFFF, and forms of five and six bytes.
        "f4|90 80 80", "f4|bf bf bf", "|f5 80 80 80", "|f7 bf bf bf", "|f8 88 80 80 80", "|fb bf bf bf bf",
        "|fc 84 80 80 80 80", "|fd bf bf bf bf bf",

        // The RFC's own neighbours: good text before, good text behind.
        "ce ba e1 bd b9 cf 83 ce bc ce b5 ed|a0 80 65 64 69 74 65 64", "ce ba e1 bd b9 cf 83 ce bc ce b5 f4|90 80 80 65 64 69 74 65 64",
    ];

    private static readonly string[] CutOff =
        ["c2", "df", "e0", "e0 a0", "e1 80", "ef bf", "ed 9f", "f0", "f0 90", "f0 90 80", "f1 80 80", "f4 8f bf", "41 42 e2 82"];

    [Test]
    public async Task Valid_text_is_echoed([ValueSource(nameof(Valid))] string text, [ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).IsEchoed(Text(Hex(text)));

    [TestCaseSource(nameof(Valid))]
    public async Task Valid_text_may_be_cut_into_fragments_inside_a_character(string text) =>
        await Client.Sends(Text(Hex(text)).InFragmentsOf(1)).Gets(Text(Hex(text)));

    [Test]
    public async Task Long_text_may_be_cut_anywhere([Values(1, 2, 3, 7, 64)] int fragment) =>
        await Client.Sends(Text(TextBytes(5000)).InFragmentsOf(fragment)).Gets(Text(TextBytes(5000)));

    [TestCaseSource(nameof(Invalid))]
    public async Task Text_that_is_not_UTF_8_fails_the_connection(string text) =>
        await Client.Sends(Text(Hex(text.Replace('|', ' ')))).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [TestCaseSource(nameof(Invalid))]
    public async Task It_fails_in_fragments(string text) =>
        await Client.Sends(Text(Hex(text.Replace('|', ' '))).InFragmentsOf(1)).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [TestCaseSource(nameof(Invalid))]
    public async Task It_fails_at_the_first_bad_byte_of_a_frame_whose_rest_never_comes(string text) =>
        await Client.Sends(Text([.. Hex(UpToTheBadByte(text)), .. new byte[100]]).Masked[..^100]).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [TestCaseSource(nameof(Invalid))]
    public async Task It_fails_at_the_first_bad_byte_of_a_fragment_after_which_more_would_come(string text) =>
        await Client.InPiecesOf(1).Sends(Text("good").More, Continuation(Hex(UpToTheBadByte(text))).More).IsFailed(1007, "RFC 6455 8.1")
            .Delivers();

    [TestCaseSource(nameof(Invalid))]
    public async Task A_binary_message_may_hold_any_bytes(string bytes) => await Client.IsEchoed(Binary(Hex(bytes.Replace('|', ' '))));

    [Test]
    public async Task Text_that_ends_inside_a_character_fails_the_connection(
        [ValueSource(nameof(CutOff))] string text, [ValueSource(nameof(Pieces))] int piece) =>
        await Client.InPiecesOf(piece).Sends(Text(Hex(text))).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [TestCaseSource(nameof(CutOff))]
    public async Task Text_that_ends_inside_a_character_with_an_empty_last_fragment_fails_the_connection(string text) =>
        await Client.Sends(Text(Hex(text)).More, Continuation("")).IsFailed(1007, "RFC 6455 8.1").Delivers();

    [TestCase("41 42|ff", 2)]
    [TestCase("ce ba ed|a0 80", 2)]
    [TestCase("ce ba e1 bd", 2)]
    public async Task The_journal_tells_where_the_bad_character_stands(string text, int offset) =>
        await Client.Sends(Text(Hex(text.Replace('|', ' ')))).IsFailed(1007, "RFC 6455 8.1")
            .Records(journal => journal.Should().Contain(entry =>
                entry.Text == $"The text is not UTF-8: the character at byte {offset} is malformed (RFC 6455 8.1)"));

    [Test]
    public async Task A_bad_byte_fails_before_a_large_message_is_whole() =>
        await Client.Sends(Text([.. TextBytes(100_000), 0xFF, .. new byte[5_000_000]]).Masked[..200_000]).IsFailed(1007, "RFC 6455 8.1")
            .Delivers();

    [Test]
    public async Task Messages_before_the_bad_one_are_answered() =>
        await Client.Sends(Text("good"), Text(Hex("ff")), Text("late")).Gets(Text("good")).IsFailed(1007, "RFC 6455 8.1")
            .Delivers(Text("good"));

    private static string UpToTheBadByte(string text) => text[..(text.IndexOf('|', StringComparison.Ordinal) + 3)].Replace('|', ' ');
}
