namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a close frame with one byte of payload, which is half a code, and nothing after it. "If there is a body, the first two bytes of the
    /// body MUST be" a code (RFC 6455 section 5.5.1): a client should fail the connection with 1002.
    /// </summary>
    public static Fault OneByteClose() => new OneByteCloseFault();
}

internal sealed record OneByteCloseFault : CloseFault
{
    internal override string Text => "a close frame has one byte of payload, 03, which is no code (RFC 6455 5.5.1)";

    private protected override byte[] Payload => [0x03];
}
