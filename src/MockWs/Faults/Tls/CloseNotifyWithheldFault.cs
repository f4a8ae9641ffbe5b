namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Ends TCP with a FIN behind the last bytes, and leaves the close_notify of TLS out, which has to come before it (RFC 8446 section 6.1). Behind
    /// a whole close handshake nothing is lost: the close frame has said that nothing follows, and a client should report its code (RFC 6455
    /// section 7.1.4). Where no close frame has come, as together with <see cref="EndWithoutClose"/>, anybody on the way may have cut the rest
    /// off by a FIN of his own: a client should report 1006 (section 7.1.5), not take what has come for all there was, and connect anew.
    /// </summary>
    public static Fault CloseNotifyWithheld() => new CloseNotifyWithheldFault();
}

internal sealed record CloseNotifyWithheldFault : Fault
{
    internal override string Text => "TCP ends without the close_notify of TLS (RFC 8446 6.1)";

    internal override Capabilities Needs => Capabilities.Tls;

    internal override Moments Moments => Moments.TlsHandshake | Moments.Handshake | Moments.BetweenFrames;

    internal override Moment Default => At.Handshake;

    internal override bool IsLasting => true;
}
