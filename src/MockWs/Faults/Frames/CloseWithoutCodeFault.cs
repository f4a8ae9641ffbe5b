namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a close frame without a code, and nothing after it. That is allowed ("there MAY be a body", RFC 6455 section 5.5.1), and rare enough
    /// to be forgotten: a client should answer it, and report 1005 (section 7.1.5), which it must not send.
    /// </summary>
    public static Fault CloseWithoutCode() => new CloseWithoutCodeFault();
}

internal sealed record CloseWithoutCodeFault : CloseFault
{
    internal override string Text => "a close frame has no code (RFC 6455 5.5.1)";

    private protected override byte[] Payload => [];
}
