using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

/// <summary>A close frame that is wrong, or that something wrong follows. It takes the place of the server's own.</summary>
internal abstract record CloseFault : BytesFault
{
    internal override Moments Moments => Moments.BetweenFrames;

    internal override Moment Default => At.Close;

    internal sealed override ReadOnlyMemory<byte>? ClosePayload => Payload;

    /// <summary>The close frame's payload.</summary>
    private protected virtual byte[] Payload => Wire.ClosePayload.Create(CloseCode.Normal, "");

    internal override void Write(IBufferWriter<byte> output, Random random) => FrameBytes.Write(output, Opcode.Close, Payload);
}
