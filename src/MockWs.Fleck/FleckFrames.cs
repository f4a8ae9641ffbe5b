using Fleck;
using Fleck.Handlers;
using MockWs.Wire;

namespace MockWs.Fleck;

/// <summary>A message or control frame that a client has sent, or the rule that it broke.</summary>
internal readonly record struct FleckFrame(Opcode Opcode, byte[] Payload, Violation? Violation = null);

/// <summary>Frames as Fleck takes them apart, with the payload of a close, which Fleck drops, and with a limit. One thread at a time.</summary>
/// <param name="limit">How many bytes a message may have.</param>
internal sealed class FleckFrames(int limit)
{
    private readonly ReadState _state = new();
    private readonly Queue<FleckFrame> _frames = new();

    /// <summary>Called by Fleck with all that has not been taken apart yet; what is, is taken out of the list.</summary>
    public void Receive(List<byte> data)
    {
        try
        {
            Hybi13Handler.ReceiveData(data, _state, (type, payload) => _frames.Enqueue(Judge((Opcode)(byte)type, payload)));
        }
        catch (WebSocketException e)
        {
            _frames.Enqueue(Broken(e.StatusCode));
        }
        catch (Exception e) when (e is OverflowException or OutOfMemoryException)
        {
            // A length of which Fleck takes 32 bits, for a negative one or for more than any array has.
            _frames.Enqueue(Broken(CloseCode.ProtocolError));
        }

        var waiting = _state.Data.Count + data.Count;
        if (waiting > limit + FrameHeader.MaxSize)
        {
            _frames.Enqueue(new FleckFrame(default, [], FrameRules.TooBig(waiting, limit, "is at least")));
        }
    }

    /// <summary>The next that is whole; false if there is none yet.</summary>
    public bool TryTake(out FleckFrame frame) => _frames.TryDequeue(out frame);

    /// <summary>Lets Fleck look at a message as a whole: UTF-8 and close codes.</summary>
    private FleckFrame Judge(Opcode opcode, byte[] payload)
    {
        if (payload.Length > limit)
        {
            return new FleckFrame(default, [], FrameRules.TooBig(payload.Length, limit));
        }

        Hybi13Handler.ProcessFrame((FrameType)opcode, payload, _ => { }, () => { }, _ => { }, _ => { }, _ => { });
        return new FleckFrame(opcode, payload);
    }

    private static FleckFrame Broken(int code) => new(default, [], code == CloseCode.InvalidPayload
        ? new Violation(code, "Fleck finds text that is not UTF-8", "RFC 6455 8.1")
        : new Violation(code, "Fleck finds a frame that breaks the protocol", "RFC 6455 5.2"));
}
