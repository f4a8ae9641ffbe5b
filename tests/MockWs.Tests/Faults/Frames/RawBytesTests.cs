using MockWs.Faults;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults.Frames;

[CancelAfter(60_000)]
public class RawBytesTests
{
    [Test]
    public async Task The_bytes_come_as_they_are([Values] bool overTcp)
    {
        await using var server = await Misbehaving.AtRawAsync(x => x.Fault(Fault.RawBytes(0x83, 0x7F, 0x00)), overTcp);
        var client = await server.OpenAsync();

        (await client.ReadHexAsync(3)).Should().Be("837F00");
        server.Recorded.Should().Equal("rawBytes: the bytes 837F00 are sent as they are (RFC 6455 5.2)");
    }

    [Test]
    public void There_is_at_least_one() => FluentActions.Invoking(() => Fault.RawBytes()).Should().Throw<ArgumentException>();
}
