using System.Text;
using MockWs.Recording;

namespace MockWs.Conformance.Vocabulary;

/// <summary>A client in memory that knows nothing of frames: what it sends and expects are bytes.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _timeout = new(Patience, TimeProvider.System);
    private readonly MockWsServer _server;
    private readonly Stream _stream;
    private DeflateCodec? _codec;
    private string _answer = "";
    private int _pieceSize = int.MaxValue;

    private RawClient(MockWsServer server) => (_server, _stream) = (server, server.ConnectInMemory());

    /// <summary>The codec for what was agreed.</summary>
    public DeflateCodec Codec => _codec ??= new DeflateCodec(
        _answer.Contains("server_no_context_takeover", StringComparison.Ordinal),
        _answer.Contains("client_no_context_takeover", StringComparison.Ordinal));

    private List<JournalEntry> Recorded => [.. _server.Journal];

    public static async Task<RawClient> ConnectAsync(Action<MockWsServerOptions> configure, string? extensions)
    {
        var server = await MockWsServer.StartAsync(mock => configure(mock.InMemory().Options));
        var client = new RawClient(server);
        await client.ShakeHandsAsync(extensions);
        return client;
    }

    public async Task SendAsync(byte[] bytes)
    {
        for (var done = 0; done < bytes.Length; done += _pieceSize)
        {
            await _stream.WriteAsync(bytes.AsMemory(done, Math.Min(_pieceSize, bytes.Length - done)), _timeout.Token);
            if (_pieceSize < int.MaxValue)
            {
                await _server.WhenIdleAsync(Patience, _timeout.Token);
            }
        }
    }

    public Task InPiecesOf(int size)
    {
        _pieceSize = size;
        return Task.CompletedTask;
    }

    public async Task ExpectAsync(byte[] expected)
    {
        var actual = await ReadAsync(expected.Length);
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            Show(actual).Should().Be(Show(expected));
            Assert.Fail($"The bytes differ from byte {actual.AsSpan().CommonPrefixLength(expected)} on.");
        }
    }

    public async Task ExpectCompressedAsync(Frame message, int limit)
    {
        var head = await ReadAsync(2);
        head[0].Should().Be((byte)(0xC0 | message.Opcode), "RSV1 marks a compressed message, and FIN its only frame");
        var length = head[1] switch
        {
            126 => Number(await ReadAsync(2)),
            127 => Number(await ReadAsync(8)),
            var small => small,
        };
        length.Should().BeLessThanOrEqualTo(limit);
        var inflated = Codec.Inflate(await ReadAsync(length));
        inflated.AsSpan().SequenceEqual(message.Payload).Should().BeTrue($"{Show(inflated)} is to be {Show(message.Payload)}");
    }

    /// <summary>The server's FIN comes first: the client's side is still open here.</summary>
    public async Task ExpectEndAsync(int code, bool byClient)
    {
        (await ReadUpToAsync(1)).Should().BeEmpty("nothing follows a close frame but the end");
        var last = Recorded[^1];
        last.Kind.Should().Be(JournalEntryKind.Closed);
        last.CloseCode.Should().Be(code);
        last.ClosedByClient.Should().Be(byClient);
    }

    public async Task ExpectFailureAsync(int code, string section)
    {
        var head = await ReadAsync(2);
        head[0].Should().Be(0x88, "a violation is answered by a close frame");
        var payload = await ReadAsync(head[1]);
        Number(payload[..2]).Should().Be(code);
        var violation = Recorded.Single(entry => entry.Kind == JournalEntryKind.Violation);
        violation.CloseCode.Should().Be(code);
        violation.Text.Should().EndWith($"({section})");
        violation.Text.Should().StartWith(Encoding.UTF8.GetString(payload.AsSpan(2)), "the client is told what it did");
        await ExpectEndAsync(code, byClient: false);
    }

    public async Task ExpectDelivered(Frame[] frames)
    {
        await _server.WhenIdleAsync(Patience, _timeout.Token);
        Recorded.Where(entry => entry.Kind == JournalEntryKind.Received)
            .Select(entry => $"{entry.Opcode}: {Show(entry.Payload.Span)}")
            .Should().Equal(frames.Select(frame => $"{(Wire.Opcode)frame.Opcode}: {Show(frame.Payload)}"));
    }

    public Task ExpectStatus(int status)
    {
        _answer.Should().StartWith($"HTTP/1.1 {status} ");
        return Task.CompletedTask;
    }

    public Task ExpectExtensions(string? expected)
    {
        const string Name = "Sec-WebSocket-Extensions: ";
        var line = _answer.Split("\r\n").SingleOrDefault(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        line?[Name.Length..].Should().Be(expected);
        (line is null).Should().Be(expected is null, $"the answer was {_answer}");
        return Task.CompletedTask;
    }

    public Task ExpectRecorded(Action<Journal> assert)
    {
        assert(_server.Journal);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _server.DisposeAsync();
        _codec?.Dispose();
        _timeout.Dispose();
    }

    private static int Number(byte[] bigEndian) => bigEndian.Aggregate(0, (number, octet) => (number << 8) | octet);

    private static string Show(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= 100 ? Convert.ToHexString(bytes) : $"{Convert.ToHexString(bytes[..100])}... ({bytes.Length} bytes)";

    private async Task ShakeHandsAsync(string? extensions)
    {
        var offer = extensions is null ? "" : $"Sec-WebSocket-Extensions: {extensions}\r\n";
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(
            "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n"));
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            answer.Append((char)(await ReadAsync(1))[0]);
        }

        _answer = answer.ToString();
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = await ReadUpToAsync(count);
        bytes.Should().HaveCount(count, $"the server must not end the connection after {Show(bytes)}");
        return bytes;
    }

    private async Task<byte[]> ReadUpToAsync(int count)
    {
        var bytes = new byte[count];
        var done = 0;
        try
        {
            while (done < count && await _stream.ReadAsync(bytes.AsMemory(done), _timeout.Token) is > 0 and var read)
            {
                done += read;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{count} bytes were expected; {done} came: {Show(bytes.AsSpan(0, done))}\n{Transcript.Print(Recorded)}");
        }

        return bytes[..done];
    }
}
