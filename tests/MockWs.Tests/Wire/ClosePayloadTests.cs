using System.Text;
using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class ClosePayloadTests
{
    [TestCase(1000, "", "03 e8")]
    [TestCase(4999, "bye", "13 87 62 79 65")]
    [TestCase(65535, "ö", "ff ff c3 b6")]
    [TestCase(0, "", "")]
    [TestCase(1005, "", "")]
    public void A_code_and_a_reason_make_a_payload(int code, string reason, string payload) =>
        ClosePayload.Create(code, reason).Should().Equal(Hex(payload));

    [Test]
    public void What_is_made_is_read_back()
    {
        var payload = ClosePayload.Create(4000, "going home");

        ClosePayload.CodeOf(payload).Should().Be(4000);
        ClosePayload.ReasonOf(payload).Should().Be("going home");
    }

    [TestCase("")]
    [TestCase("03")]
    public void A_payload_too_short_for_a_code_has_none(string payload)
    {
        ClosePayload.CodeOf(Hex(payload)).Should().Be(1005);
        ClosePayload.ReasonOf(Hex(payload)).Should().BeEmpty();
    }

    [TestCase(-1, "")]
    [TestCase(65536, "")]
    [TestCase(0, "a reason without a code")]
    [TestCase(1005, "a reason without a code")]
    public void What_fits_no_close_frame_is_an_error(int code, string reason) =>
        FluentActions.Invoking(() => ClosePayload.Create(code, reason)).Should().Throw<ArgumentException>();

    [Test]
    public void A_reason_of_123_bytes_fits_and_one_of_124_is_an_error_that_says_so()
    {
        ClosePayload.Create(1000, new string('x', 123)).Should().HaveCount(125);
        FluentActions.Invoking(() => ClosePayload.Create(1000, new string('ö', 62)))
            .Should().Throw<ArgumentException>()
            .WithMessage("A close reason holds at most 123 bytes of UTF-8 (RFC 6455 5.5); this one has 124.*");
    }

    [TestCase("short", 5)]
    [TestCase("x{123}", 123)]
    [TestCase("x{124}", 123)]
    [TestCase("ö{62}", 122)]
    [TestCase("👋{40}", 120)]
    [TestCase("x{2000}", 123)]
    public void A_reason_that_is_too_long_is_cut_between_characters(string pattern, int bytes)
    {
        var parts = pattern.Split('{', '}');
        var reason = parts.Length == 1 ? pattern : string.Concat(Enumerable.Repeat(parts[0], int.Parse(parts[1])));

        var kept = ClosePayload.ReasonOf(ClosePayload.CreateShortened(1002, reason));

        Encoding.UTF8.GetByteCount(kept).Should().Be(bytes);
        reason.Should().StartWith(kept);
    }
}
