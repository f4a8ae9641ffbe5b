using System.Buffers;
using MockWs.Wire.Deflate;
using MockWs.Wire.Handshake;

namespace MockWs.Sessions;

/// <summary>One client's WebSocket, as a backend speaks it. The members are used in their order, by one thread at a time.</summary>
internal interface IConversation : IDisposable
{
    /// <summary>Writes the answer to a handshake that is granted (RFC 6455 section 4.2.2).</summary>
    /// <param name="output">Takes the answer, which the caller records before it leaves.</param>
    /// <param name="request">The request: whole, and as the rules want it.</param>
    /// <param name="subprotocol">What is agreed to; null for none.</param>
    /// <param name="deflate">What is agreed to; null for no compression, which is always so for a backend without it.</param>
    void WriteAnswer(IBufferWriter<byte> output, UpgradeRequest request, string? subprotocol, DeflateParameters? deflate);

    /// <summary>The way out for frames.</summary>
    /// <param name="grant">What was agreed; its answer is written to the pipe, and goes out with the first flush.</param>
    IFrameLink Link(HandshakeGrant grant);

    /// <summary>The way in: reads what the client sends from here on.</summary>
    MessagePump Pump(Session session);
}
