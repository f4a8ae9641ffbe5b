using System.Buffers;
using System.IO.Pipelines;
using Fleck;
using Fleck.Handlers;
using MockWs.Sessions;
using MockWs.Wire.Deflate;
using MockWs.Wire.Handshake;

namespace MockWs.Fleck;

/// <summary>
/// One client as Fleck speaks to it. Fleck is given the whole request at once, because it takes exponential time over one that comes in pieces,
/// and gets frames only when its answer is written, so that nothing is lost and nothing comes before the opening.
/// </summary>
internal sealed class FleckConversation(ConversationStart start) : IConversation
{
    private readonly FleckSocket _socket = new(start.RemoteAddress);
    private readonly FleckFrames _frames = new(start.Settings.MessageLimit);
    private WebSocketConnection? _connection;
    private IDuplexPipe _pipe = start.Pipe;

    public void WriteAnswer(IBufferWriter<byte> output, UpgradeRequest request, string? subprotocol, DeflateParameters? deflate)
    {
        _connection = new WebSocketConnection(_socket, Prepare, RequestParser.Parse, BuildHandler, _ => subprotocol);
        _socket.Output = output;
        _connection.CreateHandler(FleckRequest.Of(request));
        _socket.Output = null;
        if (_connection.Handler is null)
        {
            throw new NotSupportedException("Fleck cannot read this upgrade request, and does not answer it.");
        }
    }

    public IFrameLink Link(HandshakeGrant grant)
    {
        _pipe = grant.PipeOver(start.Pipe);
        _socket.Output = _pipe.Output;
        return new FleckLink(_connection!, _socket, _pipe.Output, start.Abort, grant.AnswerLength);
    }

    public MessagePump Pump(Session session)
    {
        _connection!.StartReceiving();
        return new FleckPump(session, _socket, _frames, _pipe.Input, start);
    }

    public void Dispose() => ((ISocket)_socket).Close();

    // What Fleck would call back here comes through its frames instead, which tell more of a close.
    private static IHandler BuildHandler(WebSocketHttpRequest request) =>
        HandlerFactory.BuildHandler(request, _ => { }, () => { }, _ => { }, _ => { }, _ => { });

    /// <summary>Called by Fleck when it has read the request, before it answers.</summary>
    private void Prepare(IWebSocketConnection connection)
    {
        var handler = _connection!.Handler;
        _connection.Handler = new ComposableHandler
        {
            Handshake = handler.CreateHandshake,
            TextFrame = handler.FrameText,
            BinaryFrame = handler.FrameBinary,
            PingFrame = handler.FramePing,
            PongFrame = handler.FramePong,
            CloseFrame = handler.FrameClose,
            ReceiveData = _frames.Receive,
        };
    }
}
