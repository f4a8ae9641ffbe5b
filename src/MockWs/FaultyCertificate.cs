using System.Net.Security;
using MockWs.Faults;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>Makes the certificates that clients are shown in the place of the server's own.</summary>
internal static class FaultyCertificate
{
    /// <summary>A certificate with which nothing is wrong but what is to be.</summary>
    /// <param name="answer">What is to be wrong.</param>
    /// <param name="host">The host that the client asks for; empty if it names none, as of an IP address (RFC 6066 section 3).</param>
    public static SslStreamCertificateContext Create(TlsAnswer answer, string host)
    {
        var now = TimeProvider.System.GetUtcNow();
        var end = answer.ExpiredFor > TimeSpan.Zero ? now - answer.ExpiredFor : now.AddDays(364);
        var hosts = answer.Host is { } other ? [other] : NamesFor(host);
        if (!answer.IsUntrusted)
        {
            return CertificateAuthority.OfProcess.Issue(hosts, end);
        }

        using var unknown = new CertificateAuthority();
        return unknown.Issue(hosts, end);
    }

    /// <summary>Names that are right for this client, who may have any host lead here.</summary>
    private static IReadOnlyList<string> NamesFor(string host) =>
        Uri.CheckHostName(host) == UriHostNameType.Dns ? [host, .. ServerCertificate.LocalNames.Except([host])] : ServerCertificate.LocalNames;
}
