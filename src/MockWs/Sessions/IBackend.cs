using System.IO.Pipelines;
using MockWs.Recording;

namespace MockWs.Sessions;

/// <summary>
/// What speaks WebSocket to the clients of a server, over bytes that the transports bring: it writes the answer to a handshake that was
/// granted, and turns frames into messages and messages into frames. Ports, TLS, refusals and the end of TCP are not its business.
/// Safe for concurrent use.
/// </summary>
internal interface IBackend
{
    /// <summary>What it can do.</summary>
    LinkCapabilities Capabilities { get; }

    /// <summary>Begins to speak to a client, which has not said anything yet.</summary>
    IConversation Begin(ConversationStart start);
}

/// <summary>What a backend is given of a client.</summary>
/// <param name="Pipe">Its bytes, without TLS. A flush ends when the transport has taken them.</param>
/// <param name="Abort">Ends the transport the hard way.</param>
/// <param name="RemoteAddress">Where it is, such as <c>127.0.0.1:51234</c>.</param>
/// <param name="Settings">The server's.</param>
/// <param name="Recorder">The client's.</param>
/// <param name="Progress">Called when bytes have been dealt with.</param>
internal sealed record ConversationStart(
    IDuplexPipe Pipe, Action Abort, string RemoteAddress, SessionSettings Settings, ConnectionRecorder Recorder, Action Progress);
