using System.IO.Pipelines;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// What a session sends through: frames in, bytes out. The session serialises the calls, one thread at a time; only <see cref="Abort"/>
/// may come at any moment.
/// </summary>
internal interface IFrameLink
{
    /// <summary>Whether messages go out compressed (RFC 7692).</summary>
    bool Compresses { get; }

    /// <summary>How many bytes were written since the last flush.</summary>
    long Unflushed { get; }

    /// <summary>Writes a whole message or a control frame, compressed where that was agreed.</summary>
    void Write(Opcode opcode, ReadOnlySpan<byte> payload);

    /// <summary>Writes one frame as it is told, uncompressed.</summary>
    void Write(in FrameHeader header, ReadOnlySpan<byte> payload);

    /// <summary>Writes bytes as they are. Everything written before is in the output when this returns, the bytes too.</summary>
    void WriteRaw(ReadOnlySpan<byte> bytes);

    /// <summary>Writes to another place from here on. Nothing is being flushed; what was written before stays where it is.</summary>
    void Redirect(PipeWriter output);

    /// <summary>Sends what was written; ends when the transport has taken it. False if the client is gone.</summary>
    ValueTask<bool> FlushAsync();

    /// <summary>Ends the connection the hard way; the reading side notices.</summary>
    void Abort();
}
