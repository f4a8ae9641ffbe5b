using MockWs.Faults;
using MockWs.Tests.Server;
using static MockWs.Tests.Faults.ClientBytes;

namespace MockWs.Tests.Faults.Messages;

[CancelAfter(60_000)]
public class DuplicateTests
{
    [Test]
    public async Task A_message_comes_twice_and_control_frames_do_not()
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.Duplicate(), times: 2));
        var client = await server.OpenAsync();

        await client.SayAsync("a");
        await client.PingAsync(1);
        await client.SayAsync("b");
        await client.SayAsync("c");

        (await client.ReadHexAsync(18)).Should().Be(Text("a") + Text("a") + "8A0101" + Text("b") + Text("b") + Text("c"));
        server.Recorded.Should().Equal("duplicate: a message is sent twice", "duplicate: a message is sent twice");
    }
}
