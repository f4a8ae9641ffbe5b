using MockWs.Faults;
using MockWs.Tests.Server;
using MockWs.Wire;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults.Control;

[CancelAfter(60_000)]
public class ControlFramesTests
{
    private static IEnumerable<TestCaseData> Frames =>
    [
        new(Fault.UnsolicitedPong(), "8A00"),
        new(Fault.UnsolicitedPong(1, 2), "8A020102"),
        new(Fault.PingFlood(3), "890400000001" + "890400000002" + "890400000003"),
        new(Fault.FragmentedControl(), "09027878" + "80027878"),
        new(Fault.FragmentedControl(Opcode.Pong), "0A027878" + "80027878"),
        new(Fault.LongControl(), "897E007E" + string.Concat(Enumerable.Repeat("78", 126))),
        new(Fault.LongControl(Opcode.Pong, 200), "8A7E00C8" + string.Concat(Enumerable.Repeat("78", 200))),
        new(Fault.UnfinishedFrame(), "817F00000000000F4240"),
        new(Fault.UnfinishedFrame(300), "817E012C"),
    ];

    private static IEnumerable<TestCaseData> Pongs =>
    [
        new(Fault.WrongPong(), new byte[] { 1, 0xF0 }, "8A02FE0F"),
        new(Fault.WrongPong(), Array.Empty<byte>(), "8A0100"),
        new(Fault.WrongPong(9), new byte[] { 1 }, "8A0109"),
    ];

    [TestCaseSource(nameof(Frames))]
    public async Task It_comes_on_opening_and_the_conversation_goes_on(Fault fault, string bytes)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault));
        var client = await server.OpenAsync();

        await client.SayAsync("hi");

        (await client.ReadHexAsync((bytes.Length / 2) + 4)).Should().Be(bytes + Text("hi"));
        server.Recorded.Should().Equal(fault.ToString());
    }

    [TestCaseSource(nameof(Pongs))]
    public async Task A_wrong_pong_has_another_payload(Fault fault, byte[] ping, string pong)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault));
        var client = await server.OpenAsync();

        await client.PingAsync(ping);

        (await client.ReadHexAsync(pong.Length / 2)).Should().Be(pong);
    }

    [Test]
    public void Only_control_frames_are_control_frames() =>
        FluentActions.Invoking(() => Fault.LongControl(Opcode.Text)).Should().Throw<ArgumentException>().WithMessage("Control frames are ping, pong and close*");

    [Test]
    public void A_control_frame_of_125_bytes_is_not_long() =>
        FluentActions.Invoking(() => Fault.LongControl(length: 125)).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void A_payload_fits_into_a_control_frame() =>
        FluentActions.Invoking(() => Fault.WrongPong(new byte[126])).Should().Throw<ArgumentException>();
}
