namespace MockWs.Faults;

/// <summary>
/// Something wrong in the answer to a client's ClientHello. No path is known then, so it is the server's and no endpoint's. Several take their
/// turns on one answer.
/// </summary>
internal abstract record TlsFault : Fault
{
    internal sealed override Capabilities Needs => Capabilities.Tls;

    internal sealed override Moments Moments => Moments.TlsHandshake;

    internal sealed override Moment Default => At.TlsHandshake;

    /// <summary>What is answered instead. A pure function.</summary>
    internal abstract TlsAnswer Apply(TlsAnswer answer);
}

/// <summary>What a client meets in the TLS handshake. Immutable.</summary>
/// <param name="ExpiredFor">How long ago the certificate expired; none for one that is valid.</param>
/// <param name="Host">The only name in the certificate; null for the right ones.</param>
/// <param name="IsUntrusted">Whether nobody trusts who has signed the certificate.</param>
/// <param name="Delay">How much later the ClientHello is answered.</param>
/// <param name="IsWithheld">Whether it is never answered.</param>
internal readonly record struct TlsAnswer(
    TimeSpan ExpiredFor = default, string? Host = null, bool IsUntrusted = false, TimeSpan Delay = default, bool IsWithheld = false)
{
    /// <summary>Whether the client has to wait.</summary>
    public bool IsHeldUp => IsWithheld || Delay > TimeSpan.Zero;

    /// <summary>Whether the certificate is another than the server's own.</summary>
    public bool ShowsAnother => ExpiredFor > TimeSpan.Zero || Host is not null || IsUntrusted;
}
