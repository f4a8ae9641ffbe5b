using MockWs.Behaviours;
using MockWs.Faults;
using MockWs.Wire.Deflate;

namespace MockWs.Sessions;

/// <summary>What all sessions of a server have in common.</summary>
internal sealed record SessionSettings
{
    public required TimeProvider Time { get; init; }

    public required int ConnectionLimit { get; init; }

    public required int MessageLimit { get; init; }

    public required int OutboxLimit { get; init; }

    public required int HeadLimit { get; init; }

    public required TimeSpan HandshakeTimeout { get; init; }

    public required TimeSpan CloseTimeout { get; init; }

    public required TimeSpan ExpectTimeout { get; init; }

    public required TimeSpan? KeepAliveInterval { get; init; }

    /// <summary>Whether a connection with many messages gives way to others before it reads on.</summary>
    public required bool GivesWay { get; init; }

    /// <summary>What goes wrong whatever the path.</summary>
    public required IReadOnlyList<FaultBinding> Faults { get; init; }

    /// <summary>A fault of TLS; null if there is none.</summary>
    public FaultBinding? TlsFault => Faults.FirstOrDefault(bound => bound.At.Kind == Moments.TlsHandshake);

    /// <summary>Whether anything goes wrong on purpose, on any connection, that no action leads to.</summary>
    public required bool Misbehaves { get; init; }

    public required PlaybookShelf Playbooks { get; init; }

    public required DeflateSettings Deflate { get; init; }

    public required IReadOnlyList<string> Subprotocols { get; init; }

    /// <summary>What is left of the handshake's time for a client that came at this timestamp of <see cref="Time"/>; not less than none.</summary>
    public TimeSpan HandshakeTimeLeft(long since)
    {
        var left = HandshakeTimeout - Time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
