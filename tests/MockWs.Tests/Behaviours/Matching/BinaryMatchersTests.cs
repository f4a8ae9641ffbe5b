namespace MockWs.Tests.Behaviours.Matching;

[TestFixture]
public sealed class BinaryMatchersTests
{
    [TestCase("0102", "0102", true)]
    [TestCase("", "", true)]
    [TestCase("0102", "010203", false)]
    [TestCase("0102", "01", false)]
    public void Binary_is(string expected, string came, bool match) =>
        Binary.Is(Convert.FromHexString(expected)).Matches(Came.OfBinary(Convert.FromHexString(came))).Should().Be(match);

    [TestCase("0102", "0102", true)]
    [TestCase("0102", "010203", true)]
    [TestCase("", "", true)]
    [TestCase("0102", "01", false)]
    [TestCase("0102", "0201", false)]
    public void Binary_starts_with(string prefix, string came, bool match) =>
        Binary.StartsWith(Convert.FromHexString(prefix)).Matches(Came.OfBinary(Convert.FromHexString(came))).Should().Be(match);

    [TestCase(2, 4, 1, false)]
    [TestCase(2, 4, 2, true)]
    [TestCase(2, 4, 4, true)]
    [TestCase(2, 4, 5, false)]
    [TestCase(0, 0, 0, true)]
    [TestCase(3, int.MaxValue, 100, true)]
    public void Binary_has_a_length(int min, int max, int length, bool match) =>
        Binary.HasLength(min, max).Matches(Came.OfBinary(new byte[length])).Should().Be(match);

    [Test]
    public void A_length_that_no_message_can_have_is_refused()
    {
        FluentActions.Invoking(() => Binary.HasLength(-1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Binary.HasLength(4, 2)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [TestCase("01027f", "010280", "differs at offset 2: expected 0x7f, was 0x80")]
    [TestCase("0102", "01", "differs at offset 1: expected 0x02, was the end")]
    [TestCase("01", "0102", "differs at offset 1: expected the end, was 0x02")]
    [TestCase("", "ff", "differs at offset 0: expected the end, was 0xff")]
    public void Why_bytes_are_not_those_expected(string expected, string came, string why) =>
        Binary.Is(Convert.FromHexString(expected)).Why(Came.OfBinary(Convert.FromHexString(came))).Should().Be(why);

    [Test]
    public void Why_bytes_do_not_start_so()
    {
        Binary.StartsWith(1, 2).Why(Came.OfBinary(1, 3, 4)).Should().Be("differs at offset 1: expected 0x02, was 0x03");
        Binary.StartsWith(1, 2).Why(Came.OfBinary(1)).Should().Be("differs at offset 1: expected 0x02, was the end");
    }

    [TestCase(4, 4, "expected 4 bytes, was 3")]
    [TestCase(1, 1, "expected 1 byte, was 3")]
    [TestCase(4, 8, "expected 4 to 8 bytes, was 3")]
    [TestCase(4, int.MaxValue, "expected at least 4 bytes, was 3")]
    [TestCase(0, 2, "expected at most 2 bytes, was 3")]
    public void Why_a_length_is_not_the_one_expected(int min, int max, string why) =>
        Binary.HasLength(min, max).Why(Came.OfBinary(1, 2, 3)).Should().Be(why);

    [Test]
    public void Text_matches_no_binary() =>
        new[] { Binary.Any, Binary.Is("ping"u8), Binary.StartsWith("p"u8), Binary.HasLength(4) }
            .Select(matcher => matcher.Why("ping"))
            .Should().AllBe("is text, expected binary");
}
