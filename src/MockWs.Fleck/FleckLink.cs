using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Fleck;
using MockWs.Sessions;
using MockWs.Wire;

namespace MockWs.Fleck;

/// <summary>
/// Messages out through Fleck. The session serialises what Fleck would mix up. A close frame, and a frame that Fleck has no words for, goes straight
/// to the pipe: Fleck's own close drops the reason, and cuts the connection without waiting for the client's answer.
/// </summary>
/// <param name="connection">Fleck's.</param>
/// <param name="socket">What Fleck sends to.</param>
/// <param name="output">Where the bytes go.</param>
/// <param name="abort">Ends the transport the hard way.</param>
/// <param name="unflushed">How many bytes were written before, the answer to the handshake; they go out with the first flush.</param>
internal sealed class FleckLink(WebSocketConnection connection, FleckSocket socket, PipeWriter output, Action abort, long unflushed) : IFrameLink
{
    private long _past = socket.Sent - unflushed;

    public bool Compresses => false;

    public long Unflushed => socket.Sent - _past;

    public void Write(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        // Fleck writes a warning to the console otherwise.
        if (!connection.IsAvailable)
        {
            return;
        }

        switch (opcode)
        {
            case Opcode.Text:
                connection.Send(Encoding.UTF8.GetString(payload));
                break;
            case Opcode.Binary:
                connection.Send(payload.ToArray());
                break;
            case Opcode.Ping:
                connection.SendPing(payload.ToArray());
                break;
            case Opcode.Pong:
                connection.SendPong(payload.ToArray());
                break;
            default:
                Write(new FrameHeader(true, 0, opcode, false, payload.Length), payload);
                break;
        }
    }

    public void Write(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        FrameWriter.Write(output, header, payload);
        _past -= FrameHeader.MaxSize + payload.Length;
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        BuffersExtensions.Write(output, bytes);
        _past -= bytes.Length;
    }

    public void Redirect(PipeWriter other) => socket.Output = output = other;

    public ValueTask<bool> FlushAsync()
    {
        _past = socket.Sent;
        return PipeFlush.FlushAsync(output);
    }

    public void Abort() => abort();
}
