using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MockWs.Benchmarks.Load;

/// <summary>
/// A client's connection as bytes: a non-blocking socket that has been through the opening handshake. It spins where it waits,
/// since the load client has a core of its own, and a sleeping client would measure its own wake-up.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private const int Nothing = -1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // The key and the answer to it are the worked example of RFC 6455 section 1.3.
    private static readonly byte[] Request = Encoding.ASCII.GetBytes(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private LoadConnection(int port)
    {
        _socket.Connect(IPAddress.Loopback, port);
        _socket.Blocking = false;
    }

    /// <summary>A masked close frame with code 1000.</summary>
    public static ReadOnlySpan<byte> CloseFrame => [0x88, 0x82, 0x37, 0xFA, 0x21, 0x3D, 0x37 ^ 0x03, 0xFA ^ 0xE8];

    public static LoadConnection Open(int port)
    {
        var connection = new LoadConnection(port);
        connection.Send(Request);
        Span<byte> answer = stackalloc byte[4096];
        var filled = 0;
        do
            filled += connection.ReceiveSome(answer[filled..]);
        while (!answer[..filled].EndsWith("\r\n\r\n"u8));

        if (!answer.StartsWith("HTTP/1.1 101 "u8) || answer.IndexOf("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="u8) < 0)
            throw new InvalidOperationException($"The server did not upgrade: {Encoding.ASCII.GetString(answer[..filled])}");
        return connection;
    }

    /// <summary>Sends what the socket takes now, and says how much that was.</summary>
    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        var count = _socket.Send(bytes, SocketFlags.None, out var error);
        return error is SocketError.Success or SocketError.WouldBlock ? count : throw new SocketException((int)error);
    }

    /// <summary>Receives what is there now; 0 when there is nothing.</summary>
    public int TryReceive(Span<byte> buffer)
    {
        var count = Receive(buffer);
        return count != 0 ? Math.Max(count, 0) : throw new EndOfStreamException("The server ended the connection.");
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[TrySend(bytes)..];
    }

    public void ReceiveExactly(Span<byte> buffer)
    {
        while (buffer.Length > 0)
            buffer = buffer[ReceiveSome(buffer)..];
    }

    /// <summary>Sends one message and compares what comes back, byte by byte.</summary>
    public void Verify(EchoMessage message)
    {
        var reply = new byte[message.Reply.Length];
        Send(message.Frame);
        ReceiveExactly(reply);
        if (!reply.AsSpan().SequenceEqual(message.Reply))
            throw new InvalidOperationException("The server sent something else back than it got.");
    }

    /// <summary>The closing handshake, until the server ends the TCP connection (RFC 6455 section 7.1.1: the server ends it first).</summary>
    public void Close()
    {
        Send(CloseFrame);
        Span<byte> rest = stackalloc byte[256];
        while (Wait(rest) > 0)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    private int ReceiveSome(Span<byte> buffer)
    {
        var count = Wait(buffer);
        return count > 0 ? count : throw new EndOfStreamException("The server ended the connection.");
    }

    /// <summary>Spins until something comes; 0 at the end of the connection.</summary>
    private int Wait(Span<byte> buffer)
    {
        var start = Stopwatch.GetTimestamp();
        int count;
        while ((count = Receive(buffer)) == Nothing)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw new TimeoutException($"The server sent nothing for {Patience.TotalSeconds} s.");
        }
        return count;
    }

    private int Receive(Span<byte> buffer)
    {
        var count = _socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock => Nothing,
            _ => throw new SocketException((int)error),
        };
    }
}
