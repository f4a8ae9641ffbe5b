using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using MockWs.Transports.Sockets;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>
/// A connection of Kestrel's that begins with this server's TLS, until its first request is there: nobody knows before whether that will be a client
/// of WebSocket. Where TLS may go wrong it counts as one from the beginning.
/// </summary>
internal sealed class TlsMeeting : IDisposable
{
    private readonly ServerCore _core;
    private readonly ClientConnection? _client;
    private readonly TlsHandshake _handshake;
    private readonly CancellationTokenRegistration _tooLate;
    private readonly CancellationTokenRegistration _leaving;
    private bool _isSecure;
    private bool _isTaken;

    /// <param name="core">The server.</param>
    /// <param name="connection">Nothing has been read from it.</param>
    public TlsMeeting(ServerCore core, ConnectionContext connection)
    {
        _core = core;
        var settings = core.Settings;
        if (settings.TlsFault is not null)
        {
            _client = core.Create(new SocketConnection(connection, isOwned: false));
            core.Know(_client);
            var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
            _leaving = lifetime?.ConnectionClosedRequested.Register(_client.GoAway) ?? default;
        }

        _handshake = new TlsHandshake(core, settings, _client?.Faults, settings.Time.GetTimestamp());
        _tooLate = _handshake.TooLate.Register(connection.Abort);
    }

    /// <summary>What Kestrel asks when the ClientHello of a connection is there that was met.</summary>
    public static async ValueTask<SslServerAuthenticationOptions> AnswerAsync(TlsHandshakeCallbackContext context)
    {
        var meeting = context.Connection.Features.GetRequiredFeature<TlsMeeting>();
        return TlsDuplexPipe.OptionsFor(
            await meeting._handshake.AnswerAsync(context.ClientHelloInfo, context.Connection.Transport.Input).ConfigureAwait(false));
    }

    /// <summary>Says that the TLS handshake is done.</summary>
    public void Secured()
    {
        _isSecure = true;
        _tooLate.Dispose();
    }

    /// <summary>Gives the client over that has asked for a WebSocket; null where it does not count yet.</summary>
    public ClientConnection? Take()
    {
        _isTaken = true;
        _leaving.Dispose();
        return _client;
    }

    /// <summary>Lets go of a client that has asked for something else.</summary>
    public void Release()
    {
        if (Take() is { } client)
        {
            client.Miss(why: null);
            _core.Forget(client);
        }
    }

    /// <summary>Ends the meeting: the connection is over.</summary>
    public void Dispose()
    {
        _tooLate.Dispose();
        _leaving.Dispose();
        _handshake.Dispose();
        if (_client is not null && !_isTaken)
        {
            _client.Miss(_isSecure ? "the client left behind the TLS handshake, before its request" : "the client left during the TLS handshake");
            _core.Forget(_client);
        }
    }
}
