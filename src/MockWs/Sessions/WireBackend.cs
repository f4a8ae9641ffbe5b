using System.Buffers;
using System.IO.Pipelines;
using MockWs.Wire;
using MockWs.Wire.Deflate;
using MockWs.Wire.Handshake;

namespace MockWs.Sessions;

/// <summary>The wire layer of our own: sees every frame, and can do everything.</summary>
internal sealed class WireBackend : IBackend
{
    /// <summary>The name in JSON.</summary>
    public const string Name = "mockws";

    private WireBackend()
    {
    }

    /// <summary>The only one: it keeps nothing.</summary>
    public static WireBackend Instance { get; } = new();

    public LinkCapabilities Capabilities { get; } = new(Name, Faults.Capabilities.All);

    public IConversation Begin(ConversationStart start) => new WireConversation(start);

    private sealed class WireConversation(ConversationStart start) : IConversation
    {
        private IDuplexPipe _pipe = start.Pipe;
        private WireLink? _link;
        private MessageAssembler? _assembler;

        public void WriteAnswer(IBufferWriter<byte> output, UpgradeRequest request, string? subprotocol, DeflateParameters? deflate) =>
            HandshakeWriter.WriteAccept(output, request, subprotocol, deflate?.ResponseHeader);

        public IFrameLink Link(HandshakeGrant grant)
        {
            _pipe = grant.PipeOver(start.Pipe);
            var limit = start.Settings.MessageLimit;
            _assembler = new MessageAssembler(limit, grant.Deflate is null ? null : new MessageInflater(grant.Deflate, limit));
            var deflater = grant.Deflate is null ? null : new MessageDeflater(grant.Deflate);
            return _link = new WireLink(_pipe.Output, start.Abort, deflater, grant.AnswerLength);
        }

        public MessagePump Pump(Session session) =>
            new WirePump(session, _assembler!, _pipe.Input, start.Recorder, start.Settings.GivesWay, start.Progress);

        public void Dispose()
        {
            _link?.Dispose();
            _assembler?.Dispose();
        }
    }
}
