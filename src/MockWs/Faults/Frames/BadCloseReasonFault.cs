using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends a close frame with code 1000 and a reason that is not UTF-8, and nothing after it. The reason is "UTF-8-encoded data" (RFC 6455
    /// section 5.5.1), so a client MUST fail the connection (section 8.1), with close code 1007.
    /// </summary>
    public static Fault BadCloseReason() => new BadCloseReasonFault();
}

internal sealed record BadCloseReasonFault : CloseFault
{
    internal override string Text => "a close frame has the reason FF, which is not UTF-8 (RFC 6455 5.5.1)";

    private protected override byte[] Payload => [.. Wire.ClosePayload.Create(CloseCode.Normal, ""), 0xFF];
}
