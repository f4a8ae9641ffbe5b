using MockWs.Faults;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults.Frames;

[CancelAfter(60_000)]
public class FrameFaultsTests
{
    private static IEnumerable<TestCaseData> Frames =>
    [
        new(Fault.ReservedBits(), "91026869", "91056661756C74"),
        new(Fault.ReservedBits(7), "F1026869", "F1056661756C74"),
        new(Fault.BadUtf8(), "81036869FF", "81066661756C74FF"),
        new(Fault.OrphanContinuation(), "80026869", "80056661756C74"),
    ];

    [TestCaseSource(nameof(Frames))]
    public async Task It_is_the_first_message_that_goes_out_or_a_frame_of_its_own(Fault fault, string ofMessage, string ofItsOwn)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(fault).When(Text.Is("now"), then => then.Fault(fault)));
        var client = await server.OpenAsync();

        await client.SayAsync("hi");
        await client.SayAsync("now");
        await client.SayAsync("ok");

        (await client.ReadHexAsync((ofMessage.Length + ofItsOwn.Length + 8) / 2)).Should().Be(ofMessage + ofItsOwn + Text("ok"));
        server.Recorded.Should().Equal(fault.ToString(), fault.ToString());
    }

    [Test]
    public async Task A_frame_that_was_to_be_compressed_goes_wrong_uncompressed()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.ReservedBits()));
        using var client = await server.Server.ConnectAsync("/raw", options => options.DangerousDeflateOptions = new());

        await client.SendAsync("hi");

        await FluentActions.Awaiting(() => client.ReceiveAsync()).Should().ThrowAsync<System.Net.WebSockets.WebSocketException>();
    }

    [Test]
    public async Task A_message_in_fragments_goes_wrong_in_its_first()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.ReservedBits()).OnOpen(then => then.SendInFrames("abc", 2)));
        var client = await server.OpenAsync();

        (await client.ReadHexAsync(7)).Should().Be(Text("ab", 0x11) + Text("c", 0x80));
    }

    [TestCase(0)]
    [TestCase(8)]
    public void Reserved_bits_are_three(int bits) => FluentActions.Invoking(() => Fault.ReservedBits(bits)).Should().Throw<ArgumentOutOfRangeException>();
}
