namespace MockWs.Tests.Wire.Handshake;

[TestFixture]
public sealed class HeadSyntaxTests
{
    [TestCase("Accept-Language: de;q=0.9,\ten", TestName = "A_tab_inside_a_value_is_accepted")]
    [TestCase("X-Empty:", TestName = "An_empty_value_is_accepted")]
    [TestCase("X-Raw: caf\u00E9", TestName = "Obs_text_in_a_value_is_accepted")]
    [TestCase("!#$%&'*+-.^_`|~9aZ: 1", TestName = "Every_character_of_a_token_is_accepted_in_a_name")]
    [TestCase("X-Url: http://a:80/b", TestName = "Colons_in_a_value_are_accepted")]
    public void Accepted(string line) => Heads.Check(Heads.With(line)).Should().BeNull();

    // RFC 9112 2.2
    [Test]
    public void A_bare_line_feed_is_refused_on_any_line()
    {
        var ends = Enumerable.Range(0, Heads.Good.Length).Where(at => Heads.Good[at] == '\r').ToList();
        foreach (var (end, number) in ends.Select((end, index) => (end, index + 1)))
        {
            var refusal = Heads.Check(Heads.Good.Remove(end, 1));

            refusal.Should().NotBeNull();
            refusal!.StatusCode.Should().Be(400);
            refusal.Section.Should().Be("RFC 9112 2.2");
            refusal.Text.Should().Contain($"Line {number} ").And.Contain("bare LF");
        }
    }

    // RFC 9110 5.5
    [Test]
    public void Control_characters_are_refused_in_a_value([Range(0, 0x08), Range(0x0B, 0x1F)] int code) =>
        ShouldBeBad(Heads.With($"X-Name: a{(char)code}b"), "RFC 9110 5.5", $"0x{code:X2}", "column 10", "Line 8 ");

    [TestCase("X-Name: a\u007Fb", "0x7F")]
    [TestCase("X-Name: a\r", "0x0D")]
    [TestCase("X\0Name: a", "0x00")]
    public void Control_characters_are_refused_anywhere_in_a_header(string line, string code) =>
        ShouldBeBad(Heads.With(line), "RFC 9110 5.5", code);

    [TestCase("GET /\0 HTTP/1.1", "RFC 9110 5.5", "0x00")]
    [TestCase("GET\t/ HTTP/1.1", "RFC 9112 3", "not a request line")]
    public void Control_characters_are_refused_in_the_request_line(string line, string section, string word) =>
        ShouldBeBad(Heads.Asking(line), section, word, "Line 1 ");

    // RFC 9112 3
    [TestCase("")]
    [TestCase("GET")]
    [TestCase("GET /chat")]
    [TestCase("GET  /chat HTTP/1.1")]
    [TestCase("GET /chat  HTTP/1.1")]
    [TestCase("GET /chat HTTP/1.1 ")]
    [TestCase("GET /a b HTTP/1.1")]
    [TestCase("GET /chat http/1.1")]
    [TestCase("GET /chat WS/1.1")]
    [TestCase("G(T /chat HTTP/1.1")]
    [TestCase("this is no HTTP")]
    public void A_line_that_is_no_request_line_is_refused(string line) => ShouldBeBad(Heads.Asking(line), "RFC 9112 3", "Line 1 ", "not a request line");

    // RFC 9112 3.2
    [Test]
    public void A_target_that_is_not_ASCII_is_refused_and_shown_in_hex() =>
        ShouldBeBad(Heads.Asking("GET /caf\u00E9 HTTP/1.1"), "RFC 9112 3.2", @"/caf\xE9");

    // RFC 9112 5
    [Test]
    public void A_header_without_a_colon_is_refused() => ShouldBeBad(Heads.With("X-Name"), "RFC 9112 5", "\"X-Name\"", "no colon");

    // RFC 9112 5.1
    [TestCase("Host : a")]
    [TestCase("Host\t: a")]
    public void White_space_before_the_colon_is_refused(string line) => ShouldBeBad(Heads.Replacing("Host", line), "RFC 9112 5.1", "before the colon");

    // RFC 9112 5.2
    [TestCase(" folded")]
    [TestCase("\tfolded")]
    [TestCase(" ")]
    public void A_folded_header_is_refused(string line) => ShouldBeBad(Heads.With("X-Name: a", line), "RFC 9112 5.2", "Line 9 ", "white space");

    // RFC 9110 5.1
    [TestCase(": a")]
    [TestCase("X Name: a")]
    [TestCase("X(Name): a")]
    [TestCase("N\u00E4me: a")]
    public void A_name_that_is_no_token_is_refused(string line) => ShouldBeBad(Heads.With(line), "RFC 9110 5.1", "no token");

    [Test]
    public void A_long_line_is_cut_where_it_is_quoted()
    {
        var refusal = Heads.Check(Heads.With(new string('x', 500)));

        refusal!.Text.Should().Contain($"\"{new string('x', 80)}…\"").And.NotContain(new string('x', 81));
    }

    private static void ShouldBeBad(string head, string section, params string[] words)
    {
        var refusal = Heads.Check(head);
        refusal.Should().NotBeNull();
        refusal!.StatusCode.Should().Be(400);
        refusal.Section.Should().Be(section);
        refusal.Text.Should().ContainAll(words);
        refusal.Advice.Should().NotBeEmpty();
    }
}
