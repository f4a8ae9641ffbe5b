using System.Buffers;
using MockWs.Transports.Memory;
using static MockWs.Tests.Wire.ClientFrames;

namespace MockWs.Tests.Transports.Memory;

internal sealed class MemoryConnectionTests
{
    [Test]
    public async Task What_the_server_wrote_in_many_pieces_is_read_to_the_last_byte([Values(1, 1000, 500_000, 2_000_000)] int readSize)
    {
        await using var connection = new MemoryConnection();
        var bytes = RandomBytes(readSize == 1 ? 10_000 : 1_000_000);
        foreach (var piece in bytes.Chunk(999))
        {
            connection.Pipe.Output.Write(piece);
        }

        await connection.Pipe.Output.FlushAsync();
        await connection.EndOutputAsync();
        var read = new MemoryStream();
        var buffer = new byte[readSize];
        while (await connection.Client.ReadAsync(buffer) is > 0 and var count)
        {
            read.Write(buffer.AsSpan(0, count));
        }

        read.ToArray().AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }

    [Test]
    public async Task A_dropped_connection_ends_reads_and_writes_as_a_reset_does()
    {
        await using var connection = new MemoryConnection();
        var reading = connection.Client.ReadAsync(new byte[1]);
        connection.Abort();

        await FluentActions.Awaiting(() => reading.AsTask()).Should().ThrowAsync<IOException>();
        await FluentActions.Awaiting(() => connection.Client.WriteAsync(new byte[1]).AsTask()).Should().ThrowAsync<IOException>();
    }
}
