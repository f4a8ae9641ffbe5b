using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class FrameHeaderTests
{
    private static readonly long[] Lengths = [0, 1, 125, 126, 127, 65535, 65536, int.MaxValue, 1L << 40, long.MaxValue];

    [TestCase(0, "82 00")]
    [TestCase(125, "82 7d")]
    [TestCase(126, "82 7e 00 7e")]
    [TestCase(65535, "82 7e ff ff")]
    [TestCase(65536, "82 7f 00 00 00 00 00 01 00 00")]
    [TestCase(long.MaxValue, "82 7f 7f ff ff ff ff ff ff ff")]
    public void A_length_takes_the_shortest_form(long length, string bytes) =>
        Written(new FrameHeader(true, 0, Opcode.Binary, false, length)).Should().Equal(Hex(bytes));

    [Test]
    public void The_key_stands_in_the_order_of_its_bytes() =>
        Written(new FrameHeader(true, 0, Opcode.Text, true, 5, Key)).Should().Equal(Hex("81 85 37 fa 21 3d"));

    [Test]
    public void What_is_written_is_read_back_the_same(
        [ValueSource(nameof(Lengths))] long length, [Values] bool fin, [Values] bool masked, [Values(0, 1, 2, 4, 7)] byte rsv)
    {
        for (byte opcode = 0; opcode < 16; opcode++)
        {
            var header = new FrameHeader(fin, rsv, (Opcode)opcode, masked, length, masked ? Key : 0);
            var bytes = Written(header);

            FrameHeader.SizeFrom(bytes[1]).Should().Be(bytes.Length);
            FrameHeader.Parse(bytes).Should().Be(header);
        }
    }

    [TestCase("82 fe 00 7d 00 00 00 00", true)]
    [TestCase("82 fe 00 7e 00 00 00 00", false)]
    [TestCase("82 ff 00 00 00 00 00 00 ff ff 00 00 00 00", true)]
    [TestCase("82 ff 00 00 00 00 00 01 00 00 00 00 00 00", false)]
    [TestCase("82 7d", false)]
    public void A_length_in_more_bytes_than_it_needs_is_seen(string bytes, bool isLong) =>
        FrameHeader.Parse(Hex(bytes)).HasLongLength.Should().Be(isLong);

    [Test]
    public void A_64_bit_length_with_its_top_bit_set_is_negative_and_not_long()
    {
        var header = FrameHeader.Parse(Hex("82 7f ff ff ff ff ff ff ff fe"));

        header.PayloadLength.Should().Be(-2);
        header.HasLongLength.Should().BeFalse();
    }

    [Test]
    public void Opcodes_from_8_on_are_of_control_frames() =>
        Enumerable.Range(0, 16).Where(opcode => new FrameHeader(true, 0, (Opcode)opcode, true, 0).IsControl).Should()
            .Equal(Enumerable.Range(8, 8));

    [TestCase("81 85 37 fa 21 3d", "text, fin, masked, 5 bytes")]
    [TestCase("00 00", "continuation, 0 bytes")]
    [TestCase("f9 7d", "ping, fin, rsv1, rsv2, rsv3, 125 bytes")]
    [TestCase("c2 01", "binary, fin, rsv1, 1 bytes")]
    [TestCase("8b 00", "opcode B, fin, 0 bytes")]
    public void A_header_prints_on_one_line(string bytes, string line) => FrameHeader.Parse(Hex(bytes)).ToString().Should().Be(line);

    private static byte[] Written(FrameHeader header)
    {
        var bytes = new byte[FrameHeader.MaxSize];
        return bytes[..header.Write(bytes)];
    }
}
