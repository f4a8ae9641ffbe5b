namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Shows a certificate that has expired. Nothing else is wrong with it for a client that trusts
    /// <see cref="Transports.Tls.CertificateTrust.Authority"/>. A client should refuse it (RFC 5280 section 6.1.3), fail the connection without
    /// sending its upgrade request (RFC 6455 section 4.1), and report that it was the certificate: close code 1015 (section 7.4.1). Connecting
    /// anew at once is of no use.
    /// </summary>
    /// <param name="ago">How long ago it expired, in real time, by which clients check; up to 3,650 days. Default: a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none, or is longer than 3,650 days.</exception>
    public static Fault ExpiredCertificate(TimeSpan? ago = null)
    {
        var time = ago ?? ExpiredCertificateFault.Usual;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(ago));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, ExpiredCertificateFault.Longest, nameof(ago));
        return new ExpiredCertificateFault(time);
    }
}

internal sealed record ExpiredCertificateFault(TimeSpan Ago) : TlsFault
{
    public static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    /// <summary>Older ones are of a time in which certificates wrote their dates in another way.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    internal override string Text => $"the certificate expired {Ago} ago (RFC 6455 4.1, RFC 5280 6.1.3)";

    internal override TlsAnswer Apply(TlsAnswer answer) => answer with { ExpiredFor = Ago };
}
