using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults;

/// <summary>A server that misbehaves at /raw, with a clock that a test moves, and clients that read bytes.</summary>
internal sealed class Misbehaving : IAsyncDisposable
{
    private readonly MockWsServer _server;
    private readonly bool _overTcp;
    private readonly List<Stream> _clients = [];

    private Misbehaving(MockWsServer server, FakeTimeProvider clock, bool overTcp) => (_server, Clock, _overTcp) = (server, clock, overTcp);

    public MockWsServer Server => _server;

    public FakeTimeProvider Clock { get; }

    /// <summary>The faults that the journal has, in their order.</summary>
    public IEnumerable<string> Recorded => _server.Journal.Where(entry => entry.Kind == JournalEntryKind.Fault).Select(entry => entry.Text);

    public static Task<Misbehaving> AtRawAsync(Action<EndpointBuilder> raw, bool overTcp = false) => StartAsync(mock => mock.At("/raw", raw), overTcp);

    public static async Task<Misbehaving> StartAsync(Action<MockWsServerBuilder> configure, bool overTcp = false)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var server = await MockWsServer.StartAsync(mock =>
        {
            mock.ListenOn(overTcp ? ["ws://127.0.0.1:0"] : []).UseTime(clock);
            mock.Options.StopTimeout = TimeSpan.FromMilliseconds(200);
            configure(mock);
        });
        return new Misbehaving(server, clock, overTcp);
    }

    /// <summary>A client that has said nothing yet.</summary>
    public async Task<Stream> ConnectAsync()
    {
        var client = _overTcp ? await ConnectOverTcpAsync() : _server.ConnectInMemory();
        _clients.Add(client);
        return client;
    }

    /// <summary>A client whose handshake is done.</summary>
    public async Task<Stream> OpenAsync()
    {
        var client = await ConnectAsync();
        (await client.HandshakeAsync()).Should().StartWith("HTTP/1.1 101 ");
        return client;
    }

    /// <summary>Connects, and meets a reset before any byte: over TCP, connecting may fail of it already.</summary>
    public async Task MeetResetAsync()
    {
        var meet = async () =>
        {
            var client = await ConnectAsync();
            return await client.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        };
        (await meet.Should().ThrowAsync<Exception>()).Which.Should().Match<Exception>(error => error is IOException || error is SocketException);
    }

    /// <summary>Tries to connect, and finds that nothing listens.</summary>
    public async Task MeetRefusalAsync() =>
        (await FluentActions.Awaiting(ConnectAsync).Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);

    /// <summary>Moves the clock once nobody has anything to do at its present time.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await _server.WhenIdleAsync();
        Clock.Advance(time);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _clients.ForEach(client => client.Dispose());
        _server.Journal.Where(entry => entry.Kind == JournalEntryKind.Error).Select(entry => entry.Text).Should().BeEmpty("no fault makes the server fail");
    }

    private async Task<Stream> ConnectOverTcpAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _server.Url.Port);
        return new NetworkStream(client, ownsSocket: true);
    }
}

/// <summary>What a client of bytes sends.</summary>
internal static class ClientBytes
{
    /// <summary>A text message in one frame.</summary>
    public static Task SayAsync(this Stream client, string text) => client.SendFrameAsync(0x81, Encoding.UTF8.GetBytes(text));

    public static Task PingAsync(this Stream client, params byte[] payload) => client.SendFrameAsync(0x89, payload);

    public static Task CloseAsync(this Stream client, int code = 1000) => client.SendFrameAsync(0x88, [(byte)(code >> 8), (byte)code]);

    /// <summary>A frame of the server that holds a text, as hexadecimal digits.</summary>
    public static string Text(string text, int first = 0x81) => Convert.ToHexString([(byte)first, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>Reads as far as the reset, which must come; gives what came before.</summary>
    public static async Task<string> ReadToResetAsync(this Stream client)
    {
        var all = new List<byte>();
        var buffer = new byte[1024];
        var read = async () =>
        {
            while (await client.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(20)) is > 0 and var count)
            {
                all.AddRange(buffer[..count]);
            }
        };
        await read.Should().ThrowAsync<IOException>("the connection is reset, not ended");
        return Convert.ToHexString([.. all]);
    }

    /// <summary>Whether nothing has come so far.</summary>
    public static bool IsSilent(this Task reading) => !reading.IsCompleted;

    private static async Task SendFrameAsync(this Stream client, byte first, byte[] payload) =>
        await client.WriteAsync(new byte[] { first, (byte)(0x80 | payload.Length), 0, 0, 0, 0 }.Concat(payload).ToArray());
}
