namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Stalls the TLS handshake: the ClientHello is read, and answered late or never (RFC 8446 section 4.1.2). TCP is connected then, so a client
    /// that bounds only its connecting hangs. It should bound the whole opening handshake, TLS included, by a time of its own (RFC 6455 section 4.1
    /// has none), end the connection when that is over, and connect anew after a pause that grows and varies (section 7.2.3).
    /// </summary>
    /// <param name="time">How much later it is answered, by the server's clock. Default: never.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault TlsStall(TimeSpan? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(time));
        return new TlsStallFault(time ?? TlsStallFault.ForEver);
    }
}

internal sealed record TlsStallFault(TimeSpan Time) : TlsFault
{
    public static readonly TimeSpan ForEver = Timeout.InfiniteTimeSpan;

    internal override string Text => Time == ForEver ? "the TLS handshake is never answered" : $"the TLS handshake is answered {Time} later";

    internal override TlsAnswer Apply(TlsAnswer answer) =>
        Time == ForEver ? answer with { IsWithheld = true } : answer with { Delay = answer.Delay + Time };
}
