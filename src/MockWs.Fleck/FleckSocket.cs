using System.Buffers;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Fleck;

namespace MockWs.Fleck;

/// <summary>
/// What Fleck takes for its socket: what it sends is written to a pipe, and what it receives is given to it when there is something. Ports, TLS and
/// the end of TCP are left to MockWs. One thread at a time.
/// </summary>
internal sealed class FleckSocket : ISocket
{
    private readonly string _remoteAddress;
    private readonly IPEndPoint? _remote;
    private byte[] _buffer = [];
    private Action<int>? _received;

    public FleckSocket(string remoteAddress)
    {
        _remoteAddress = remoteAddress;
        _ = IPEndPoint.TryParse(remoteAddress, out _remote);
    }

    /// <summary>Where bytes that Fleck sends are written.</summary>
    public IBufferWriter<byte>? Output { get; set; }

    /// <summary>How many bytes Fleck has sent.</summary>
    public long Sent { get; private set; }

    public bool Connected { get; private set; } = true;

    public string RemoteIpAddress => _remote?.Address.ToString() ?? _remoteAddress;

    public int RemotePort => _remote?.Port ?? -1;

    public Stream Stream => Stream.Null;

    public bool NoDelay { get; set; } = true;

    public EndPoint? LocalEndPoint => null;

    /// <summary>Gives Fleck as many bytes as it has asked for. It has answered, or kept, all of them when this returns.</summary>
    public void Give(ref ReadOnlySequence<byte> bytes)
    {
        var part = bytes.Slice(0, Math.Min(bytes.Length, _buffer.Length));
        bytes = bytes.Slice(part.End);
        part.CopyTo(_buffer);
        _received!((int)part.Length);
    }

    public Task Send(byte[] buffer, Action callback, Action<Exception> error)
    {
        Output!.Write(buffer);
        Sent += buffer.Length;
        callback();
        return Task.CompletedTask;
    }

    public Task<int> Receive(byte[] buffer, Action<int> callback, Action<Exception> error, int offset = 0)
    {
        (_buffer, _received) = (buffer, callback);
        return Task.FromResult(0);
    }

    public void Close() => Connected = false;

    void ISocket.Dispose() => Close();

    Task<ISocket> ISocket.Accept(Action<ISocket> callback, Action<Exception> error) => throw IsOfMockWs();

    Task ISocket.Authenticate(
        X509Certificate2 certificate, SslProtocols enabledSslProtocols, Action callback, Action<Exception> error) => throw IsOfMockWs();

    void ISocket.Bind(EndPoint ipLocal) => throw IsOfMockWs();

    void ISocket.Listen(int backlog) => throw IsOfMockWs();

    private static NotSupportedException IsOfMockWs() => new("MockWs listens and speaks TLS itself.");
}
