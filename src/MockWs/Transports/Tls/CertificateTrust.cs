using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MockWs.Transports.Tls;

/// <summary>
/// Makes a client trust exactly one certificate and no other, so that a test of <c>wss://</c> needs neither a certificate in the
/// machine's store nor a callback that trusts everybody. Every member may be called from any thread.
/// </summary>
public static class CertificateTrust
{
    /// <summary>
    /// The authority that signs the certificates of <see cref="Faults.Fault.ExpiredCertificate"/> and <see cref="Faults.Fault.WrongHostCertificate"/>:
    /// a client that trusts it, say by a <see cref="X509ChainPolicy.CustomTrustStore"/>, finds nothing wrong with them but what is meant to be wrong.
    /// It has no key, and is another in each process. Never dispose it.
    /// </summary>
    public static X509Certificate2 Authority => CertificateAuthority.OfProcess.Certificate;

    /// <summary>A callback that accepts this very certificate, whatever its names and dates, and refuses every other.</summary>
    /// <param name="certificate">The certificate to trust; it is copied, and may be disposed afterwards.</param>
    /// <exception cref="ArgumentNullException"><paramref name="certificate"/> is null.</exception>
    public static RemoteCertificateValidationCallback Exactly(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var trusted = certificate.GetRawCertData();
        return (_, shown, _, _) => shown is not null && CryptographicOperations.FixedTimeEquals(trusted, shown.GetRawCertData());
    }

    /// <summary>Makes a <see cref="ClientWebSocket"/> trust this very certificate and no other.</summary>
    /// <param name="options">The options of a client not yet connected. With an invoker a client trusts as the handler does.</param>
    /// <param name="certificate">The certificate to trust.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The client was connected before.</exception>
    public static void TrustExactly(this ClientWebSocketOptions options, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RemoteCertificateValidationCallback = Exactly(certificate);
    }

    /// <summary>Makes an HTTP client, or a WebSocket client connected through it, trust this very certificate and no other.</summary>
    /// <param name="handler">A handler that has sent no request yet.</param>
    /// <param name="certificate">The certificate to trust.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The handler has sent a request.</exception>
    public static void TrustExactly(this SocketsHttpHandler handler, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var options = handler.SslOptions;
        options.RemoteCertificateValidationCallback = Exactly(certificate);

        // A handler in use has copied its options: a change of them is lost without a word, but the setter throws.
        handler.SslOptions = options;
    }
}
