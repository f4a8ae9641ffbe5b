using MockWs.Configuration.Shapes;
using MockWs.Configuration.Words;
using MockWs.Faults;
using static MockWs.Language.FaultWords;

namespace MockWs.Language;

/// <summary>The faults of TLS.</summary>
internal static class TlsFaultWords
{
    /// <summary>Those in the handshake of TLS.</summary>
    public static IReadOnlyList<Word<List<Fault>, Fault>> Handshake { get; } =
    [
        Word(
            "tlsStall",
            "Answers the ClientHello of TLS so much later, or with {} never (RFC 8446 section 4.1.2).",
            Shape.Interval,
            time => time == TlsStallFault.ForEver ? Fault.TlsStall() : Fault.TlsStall(time),
            (TlsStallFault fault) => fault.Time,
            Fault.TlsStall(),
            "\"00:00:05\""),
        Word(
            "expiredCertificate",
            "Shows a certificate that expired so long ago (RFC 6455 section 4.1).",
            Shape.Interval,
            ago => Fault.ExpiredCertificate(ago),
            (ExpiredCertificateFault fault) => fault.Ago,
            Fault.ExpiredCertificate(),
            "\"30.00:00:00\""),
        Word(
            "wrongHostCertificate",
            "Shows a certificate of another host, a DNS name or an IP address (RFC 6455 section 4.1).",
            Shape.Text,
            Fault.WrongHostCertificate,
            (WrongHostCertificateFault fault) => fault.Host,
            Fault.WrongHostCertificate(),
            "\"other.example\""),
        Word<UntrustedCertificateFault>(
            "untrustedCertificate", "Shows a certificate that is signed by nobody whom a client trusts (RFC 6455 section 4.1).", Fault.UntrustedCertificate),
    ];

    public static IReadOnlyList<Word<List<Fault>, Fault>> All { get; } =
    [
        .. Handshake,
        Word<CloseNotifyWithheldFault>("closeNotifyWithheld", "Ends TCP without the close_notify of TLS (RFC 8446 section 6.1).", Fault.CloseNotifyWithheld),
    ];
}
