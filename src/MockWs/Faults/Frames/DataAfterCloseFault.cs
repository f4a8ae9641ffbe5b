using System.Buffers;
using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a text message "fault" right behind its close frame. "The application MUST NOT send any more data frames after sending a Close frame"
    /// (RFC 6455 section 5.5.1): a client should not deliver the message; data after a close frame is not looked at (section 1.4).
    /// </summary>
    public static Fault DataAfterClose() => new DataAfterCloseFault();
}

internal sealed record DataAfterCloseFault : CloseFault
{
    internal override string Text => "a text message follows the close frame (RFC 6455 5.5.1)";

    internal override void Write(IBufferWriter<byte> output, Random random)
    {
        base.Write(output, random);
        FrameBytes.Write(output, Opcode.Text, FrameFault.OwnPayload);
    }
}
