using MockWs.Faults;
using MockWs.Recording;
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
        new(Fault.ReservedOpcode(), "83026869", "83056661756C74"),
        new(Fault.ReservedOpcode(11), "8B026869", "8B056661756C74"),
        new(Fault.MaskedFrame(), "818201020304696B", "8185010203046763766875"),
        new(Fault.WrongLength(), "81036869", "81066661756C74"),
        new(Fault.WrongLength(-1), "81016869", "81046661756C74"),
        new(Fault.WrongLength(-9), "81006869", "81006661756C74"),
        new(Fault.NonMinimalLength(), "817E00026869", "817E00056661756C74"),
        new(Fault.NonMinimalLength(8), "817F00000000000000026869", "817F00000000000000056661756C74"),
        new(Fault.NegativeLength(), "817F80000000000000026869", "817F80000000000000056661756C74"),
        new(Fault.InterleavedData(), "010168" + "81056661756C74" + "800169", "01026661" + "81056661756C74" + "8003756C74"),
        new(Fault.BadUtf8(BadUtf8Kind.Overlong), "81046869C0AF", "81076661756C74C0AF"),
        new(Fault.BadUtf8(BadUtf8Kind.Surrogate), "81056869EDA080", "81086661756C74EDA080"),
        new(Fault.BadUtf8(BadUtf8Kind.TooLarge), "81066869F4908080", "81096661756C74F4908080"),
        new(Fault.BadUtf8(BadUtf8Kind.CutOff), "81046869E282", "81076661756C74E282"),
        new(Fault.BadUtf8(BadUtf8Kind.Split), "01046869E282" + "800128", "01076661756C74E282" + "800128"),
        new(Fault.BadDeflate(), "C103076869", "C106076661756C74"),
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
    public async Task A_frame_that_stays_right_is_recorded_and_no_fault()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.WrongLength(-1), At.EverySent));
        var client = await server.OpenAsync();

        await client.SayAsync("");
        await client.SayAsync("a");

        (await client.ReadHexAsync(5)).Should().Be("8100" + "810061");
        server.Recorded.Should().ContainSingle();
        server.Server.Journal.Should().Contain(entry => entry.Kind == JournalEntryKind.Decided && entry.Text == "wrongLength changes nothing: the frame is empty");
    }

    [Test]
    public async Task A_second_fault_in_the_same_frame_is_recorded_and_not_done()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.ReservedBits()).Fault(Fault.MaskedFrame()));
        var client = await server.OpenAsync();

        await client.SayAsync("hi");

        (await client.ReadHexAsync(4)).Should().Be("91026869");
        server.Recorded.Should().ContainSingle();
        server.Server.Journal.Should().Contain(entry => entry.Text == "maskedFrame changes nothing: the frame goes wrong by reservedBits already");
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

    [Test]
    public async Task A_length_that_needs_two_bytes_is_written_in_eight()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.NonMinimalLength()).OnOpen(then => then.Send(new string('x', 126))));
        var client = await server.OpenAsync();

        (await client.ReadHexAsync(10)).Should().Be("817F000000000000007E");
    }

    [Test]
    public async Task A_message_that_cannot_be_decompressed_ends_a_client_that_agreed_to_it()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.BadDeflate()));
        using var client = await server.Server.ConnectAsync("/raw", options => options.DangerousDeflateOptions = new());

        await client.SendAsync("hi");

        await FluentActions.Awaiting(() => client.ReceiveAsync()).Should().ThrowAsync<System.Net.WebSockets.WebSocketException>();
    }

    [TestCase(2)]
    [TestCase(8)]
    [TestCase(10)]
    [TestCase(16)]
    public void Opcodes_with_a_meaning_are_not_reserved(int opcode) =>
        FluentActions.Invoking(() => Fault.ReservedOpcode(opcode)).Should().Throw<ArgumentOutOfRangeException>();

    [Test]
    public void A_length_that_is_right_is_no_fault() => FluentActions.Invoking(() => Fault.WrongLength(0)).Should().Throw<ArgumentOutOfRangeException>();

    [TestCase(0)]
    [TestCase(8)]
    public void Reserved_bits_are_three(int bits) => FluentActions.Invoking(() => Fault.ReservedBits(bits)).Should().Throw<ArgumentOutOfRangeException>();
}
