namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Shows a certificate that is signed by an authority which nobody knows: it is made for this one handshake, and neither
    /// <see cref="Transports.Tls.CertificateTrust.Authority"/> nor the server's own certificate is above it. Names and dates are right. A client
    /// should refuse it because its path ends at no trust anchor (RFC 5280 section 6.1), fail the connection without sending its upgrade request
    /// (RFC 6455 section 4.1), and report that it was the certificate: close code 1015 (section 7.4.1).
    /// </summary>
    public static Fault UntrustedCertificate() => new UntrustedCertificateFault();
}

internal sealed record UntrustedCertificateFault : TlsFault
{
    internal override string Text => "the certificate is signed by nobody whom a client trusts (RFC 6455 4.1, RFC 5280 6.1)";

    internal override TlsAnswer Apply(TlsAnswer answer) => answer with { IsUntrusted = true };
}
