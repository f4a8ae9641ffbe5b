using System.Buffers;
using MockWs.Wire;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Wire;

internal sealed class PooledBufferTests
{
    [Test]
    public void It_keeps_what_was_written_while_it_grows([Values(1, 7, 4096, 100_000)] int piece)
    {
        var buffer = new PooledBuffer();
        var bytes = RandomBytes(300_000);
        for (var done = 0; done < bytes.Length; done += piece)
        {
            buffer.Write(bytes.AsSpan(done, Math.Min(piece, bytes.Length - done)));
        }

        buffer.Length.Should().Be(bytes.Length);
        buffer.Written.SequenceEqual(bytes).Should().BeTrue();
        buffer.WrittenMemory.Span.SequenceEqual(bytes).Should().BeTrue();
        buffer.Release();
    }

    [Test]
    public void It_has_room_for_what_is_asked_and_at_least_for_one_byte([Values(0, 1, 5000)] int hint)
    {
        var buffer = new PooledBuffer();

        buffer.GetSpan(hint).Length.Should().BeGreaterThanOrEqualTo(Math.Max(1, hint));
        buffer.GetMemory(hint).Length.Should().BeGreaterThanOrEqualTo(Math.Max(1, hint));
        buffer.Length.Should().Be(0);
        buffer.Release();
    }

    [Test]
    public void It_begins_anew_when_it_was_released()
    {
        var buffer = new PooledBuffer();
        buffer.Write("first"u8);
        buffer.Release();
        buffer.Length.Should().Be(0);
        buffer.Written.IsEmpty.Should().BeTrue();

        buffer.Write("second"u8);

        buffer.Written.ToArray().Should().Equal("second"u8.ToArray());
        buffer.Release();
        buffer.Release();
    }

    [Test]
    public void Nothing_can_be_written_beyond_its_room()
    {
        var buffer = new PooledBuffer();
        var room = buffer.GetMemory(10).Length;

        buffer.Invoking(b => b.Advance(room + 1)).Should().Throw<ArgumentOutOfRangeException>();

        buffer.Release();
    }
}
