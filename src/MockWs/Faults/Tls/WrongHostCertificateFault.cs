namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Shows a certificate of another host. Nothing else is wrong with it for a client that trusts
    /// <see cref="Transports.Tls.CertificateTrust.Authority"/>. A client should compare its names with the host of its URL (RFC 9110 section
    /// 4.3.4), fail the connection without sending its upgrade request (RFC 6455 section 4.1), and report that it was the certificate: close
    /// code 1015 (section 7.4.1).
    /// </summary>
    /// <param name="host">The only name in it, a DNS name or an IP address. Default: <c>other.invalid</c>, which is nobody's.</param>
    /// <exception cref="ArgumentException">It is neither a DNS name nor an IP address.</exception>
    public static Fault WrongHostCertificate(string host = WrongHostCertificateFault.Usual)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? new WrongHostCertificateFault(host)
            : throw new ArgumentException($"\"{host}\" is no host: give a DNS name such as other.invalid, or an IP address.", nameof(host));
    }
}

internal sealed record WrongHostCertificateFault(string Host) : TlsFault
{
    public const string Usual = "other.invalid";

    internal override string Text => $"the certificate is that of {Host} (RFC 6455 4.1, RFC 9110 4.3.4)";

    internal override TlsAnswer Apply(TlsAnswer answer) => answer with { Host = Host };
}
