using System.Text;
using MockWs.Faults;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults.Messages;

[CancelAfter(60_000)]
public class MessageFaultsTests
{
    [Test]
    public async Task An_omitted_message_never_comes_and_control_frames_do()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Omit(), times: 1));
        var client = await server.OpenAsync();

        await client.SayAsync("a");
        await client.PingAsync(1);
        await client.SayAsync("b");

        (await client.ReadHexAsync(6)).Should().Be("8A0101" + Text("b"));
        server.Recorded.Should().Equal("omit: a message is not sent");
    }

    [Test]
    public async Task What_stays_as_it_is_is_recorded_and_no_fault()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x
            .Fault(Fault.Corrupt()).When(Text.Is("parts"), then => then.SendInFrames("ab", 1)));
        var client = await server.OpenAsync();

        await client.SayAsync("");
        await client.SayAsync("parts");

        (await client.ReadHexAsync(8)).Should().Be("8100" + "010161" + "800162");
        server.Recorded.Should().BeEmpty();
        server.Server.Journal.Where(entry => entry.Text.StartsWith("corrupt ", StringComparison.Ordinal)).Select(entry => entry.Text)
            .Should().Equal("corrupt changes nothing: the message is empty", "corrupt changes nothing: the message goes out in fragments");
    }

    [Test]
    public async Task A_message_is_overtaken_by_the_next_one()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reorder()));
        var client = await server.OpenAsync();

        foreach (var text in new[] { "a", "b", "c", "d" })
        {
            await client.SayAsync(text);
        }

        (await client.ReadHexAsync(12)).Should().Be(Text("b") + Text("a") + Text("d") + Text("c"));
    }

    [Test]
    public async Task One_that_nothing_follows_goes_out_before_the_close_frame()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Reorder()));
        var client = await server.OpenAsync();

        await client.SayAsync("a");
        await client.CloseAsync();

        (await client.ReadToEndAsync()).Should().Be(Text("a") + "880203E8");
    }

    [Test]
    public async Task A_corrupt_text_is_another_one_of_the_same_length_in_characters()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Corrupt()));
        var client = await server.OpenAsync();

        await client.SayAsync("abc~");

        var bytes = Convert.FromHexString(await client.ReadHexAsync(6));
        bytes[..2].Should().Equal(0x81, 4);
        Encoding.UTF8.GetString(bytes[2..]).Should().BeOneOf("~bc~", "a~c~", "ab~~", "abc?");
    }

    [Test]
    public async Task A_corrupt_binary_message_has_one_other_byte()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Corrupt()).OnOpen(then => then.SendBinary(new byte[] { 1, 2, 3 })));
        var client = await server.OpenAsync();

        var bytes = Convert.FromHexString(await client.ReadHexAsync(5));

        bytes[..2].Should().Equal(0x82, 3);
        bytes[2..].Zip(new byte[] { 1, 2, 3 }).Count(pair => pair.First != pair.Second).Should().Be(1);
    }

    [Test]
    public async Task An_empty_message_has_nothing_to_change()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Corrupt()));
        var client = await server.OpenAsync();

        await client.SayAsync("");

        (await client.ReadHexAsync(2)).Should().Be("8100");
    }
}
