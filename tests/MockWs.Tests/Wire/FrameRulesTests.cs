using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class FrameRulesTests
{
    private const long Limit = 1000;

    [TestCase("81 80", null, null)]
    [TestCase("02 80", null, null)]
    [TestCase("80 80", Opcode.Text, null)]
    [TestCase("00 80", Opcode.Binary, null)]
    [TestCase("88 80", null, null)]
    [TestCase("89 fd", Opcode.Text, null)]
    [TestCase("8a 80", null, null)]
    [TestCase("81 00", null, "1002: A client's frame must be masked: text, fin, 0 bytes (RFC 6455 5.1)")]
    [TestCase(
        "c1 80", null,
        "1002: Reserved bits are set without an extension that gives them a meaning: text, fin, rsv1, masked, 0 bytes (RFC 6455 5.2)")]
    [TestCase("83 80", null, "1002: Opcode 0x3 is reserved (RFC 6455 5.2)")]
    [TestCase("8f 80", null, "1002: Opcode 0xF is reserved (RFC 6455 5.2)")]
    [TestCase(
        "80 80", null,
        "1002: A continuation frame without a message to go on with: continuation, fin, masked, 0 bytes (RFC 6455 5.4)")]
    [TestCase("82 80", Opcode.Text, "1002: A new message began before the text message ended: binary, fin, masked, 0 bytes (RFC 6455 5.4)")]
    [TestCase("09 80", null, "1002: A control frame must not be fragmented: ping, masked, 0 bytes (RFC 6455 5.5)")]
    [TestCase(
        "8a fe 00 7e", null,
        "1002: A control frame's payload must not be over 125 bytes: pong, fin, masked, 126 bytes (RFC 6455 5.5)")]
    [TestCase(
        "89 ff ff ff ff ff ff ff ff ff", null,
        "1002: A control frame's payload must not be over 125 bytes: ping, fin, masked, -1 bytes (RFC 6455 5.5)")]
    [TestCase(
        "82 fe 00 05", null,
        "1002: The payload length is written in more bytes than it needs: binary, fin, masked, 5 bytes (RFC 6455 5.2)")]
    [TestCase("82 ff 80 00 00 00 00 00 00 00", null, "1002: The most significant bit of a 64-bit payload length must be 0 (RFC 6455 5.2)")]
    [TestCase("82 fe 03 e8", null, null)]
    [TestCase("82 fe 03 e9", null, "1009: The message is 1001 bytes long; the limit is 1000 (RFC 6455 7.4.1)")]
    [TestCase(
        "82 ff 7f ff ff ff ff ff ff ff", null,
        "1009: The message is 9223372036854775807 bytes long; the limit is 1000 (RFC 6455 7.4.1)")]
    public void A_header_keeps_the_rules_or_says_which_it_breaks(string header, Opcode? message, string? violation) =>
        Check(header, message, received: 0, deflate: false).Should().Be(violation);

    [TestCase("c1 80", null, true)]
    [TestCase("42 80", null, true)]
    [TestCase("81 80", null, true)]
    [TestCase("e1 80", null, false)]
    [TestCase("d1 80", null, false)]
    [TestCase("c0 80", Opcode.Text, false)]
    [TestCase("c9 80", null, false)]
    [TestCase("c9 80", Opcode.Text, false)]
    public void With_deflate_RSV1_is_for_the_first_frame_of_a_message(string header, Opcode? message, bool isLegal) =>
        Check(header, message, received: 0, deflate: true).Should().Match(violation => (violation == null) == isLegal);

    [TestCase(0, "80 fe 03 e8", null)]
    [TestCase(1, "80 fe 03 e8", "1009: The message is 1001 bytes long; the limit is 1000 (RFC 6455 7.4.1)")]
    [TestCase(1000, "80 80", null)]
    [TestCase(1000, "89 fd", null)]
    public void Fragments_count_together_and_control_frames_do_not(long received, string header, string? violation) =>
        Check(header, Opcode.Text, received, deflate: false).Should().Be(violation);

    [Test]
    public void A_close_frame_may_hold_the_codes_of_the_RFC_and_the_registry_and_those_free_to_use()
    {
        int[] registered = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];

        Enumerable.Range(0, 65536).Where(code => FrameRules.CheckClose([(byte)(code >> 8), (byte)code]) is null)
            .Should().Equal([.. registered, .. Enumerable.Range(3000, 2000)]);
    }

    [TestCase("", null)]
    [TestCase("03 e8 6f 6b", null)]
    [TestCase("03", "1002: A close frame's payload of 1 byte holds no close code (RFC 6455 5.5.1)")]
    [TestCase("03 ed", "1002: Close code 1005 must not be sent in a close frame (RFC 6455 7.4)")]
    [TestCase("03 ed ff", "1002: Close code 1005 must not be sent in a close frame (RFC 6455 7.4)")]
    [TestCase("03 e8 c3", "1007: The close reason is not UTF-8 (RFC 6455 5.5.1)")]
    public void A_close_payload_keeps_the_rules_or_says_which_it_breaks(string payload, string? violation) =>
        FrameRules.CheckClose(Hex(payload))?.ToString().Should().Be(violation);

    private static string? Check(string header, Opcode? message, long received, bool deflate) =>
        FrameRules.CheckHeader(FrameHeader.Parse([.. Hex(header), 1, 2, 3, 4]), message, received, Limit, deflate)?.ToString();
}
