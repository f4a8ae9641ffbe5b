using System.Buffers;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends its close frame twice. A client should answer the first, report it once, and not look at what follows (RFC 6455 sections 1.4 and
    /// 5.5.1).
    /// </summary>
    public static Fault TwoCloses() => new TwoClosesFault();
}

internal sealed record TwoClosesFault : CloseFault
{
    internal override string Text => "a second close frame follows the first (RFC 6455 5.5.1)";

    internal override void Write(IBufferWriter<byte> output, Random random)
    {
        base.Write(output, random);
        base.Write(output, random);
    }
}
