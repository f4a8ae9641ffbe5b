using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MockWs.Wire;

namespace MockWs.Benchmarks.Servers;

/// <summary>A loop over the same transport as ours that flushes once a read and checks nothing: what the transport allows.</summary>
internal static class NaiveEcho
{
    public static async Task<int> StartAsync()
    {
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));
        _ = AcceptAsync(listener);
        return ((IPEndPoint)listener.EndPoint).Port;
    }

    private static async Task AcceptAsync(IConnectionListener listener)
    {
        while (await listener.AcceptAsync() is { } connection)
            _ = ServeAsync(connection);
    }

    private static async Task ServeAsync(ConnectionContext connection)
    {
        await using var _ = connection;
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var (upgraded, closed) = (false, false);
        while (!closed)
        {
            var result = await input.ReadAsync();
            var rest = result.Buffer;
            if (!upgraded)
                upgraded = TryUpgrade(ref rest, output);
            while (upgraded && !closed && TryEcho(ref rest, output, out var opcode))
                closed = opcode == Opcode.Close;
            input.AdvanceTo(rest.Start, rest.End);
            await output.FlushAsync();
            closed |= result.IsCompleted;
        }
    }

    private static bool TryUpgrade(ref ReadOnlySequence<byte> rest, PipeWriter output)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8))
            return false;
        output.Write(UpgradeAnswer.Bytes);
        rest = reader.UnreadSequence;
        return true;
    }

    private static bool TryEcho(ref ReadOnlySequence<byte> rest, PipeWriter output, out Opcode opcode)
    {
        Span<byte> head = stackalloc byte[14];
        head = head[..(int)Math.Min(rest.Length, head.Length)];
        rest.Slice(0, head.Length).CopyTo(head);
        opcode = default;
        if (head.Length < 2)
            return false;

        // RFC 6455 section 5.2: 126 and 127 announce a length of two and of eight bytes.
        var wide = (head[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };
        if (head.Length < 2 + wide + 4)
            return false;
        var length = wide switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            8 => BinaryPrimitives.ReadInt64BigEndian(head[2..]),
            _ => head[1] & 0x7F,
        };
        if (rest.Length < 2 + wide + 4 + length)
            return false;

        opcode = (Opcode)(head[0] & 0x0F);
        var reply = output.GetSpan(2 + wide + (int)length)[..(2 + wide + (int)length)];
        head[..(2 + wide)].CopyTo(reply);
        reply[1] &= 0x7F;
        var payload = reply[(2 + wide)..];
        rest.Slice(2 + wide + 4, length).CopyTo(payload);
        Unmask(payload, BinaryPrimitives.ReadUInt32LittleEndian(head[(2 + wide)..]));
        output.Advance(reply.Length);
        rest = rest.Slice(2 + wide + 4 + length);
        return true;
    }

    private static void Unmask(Span<byte> payload, uint mask)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        for (var i = 0; i < words.Length; i++)
            words[i] ^= (ulong)mask << 32 | mask;
        for (var i = 8 * words.Length; i < payload.Length; i++)
            payload[i] ^= (byte)(mask >> (8 * (i & 3)));
    }
}
