namespace MockWs.Faults;

/// <summary>Capabilities in words, for messages.</summary>
internal static class CapabilityNames
{
    /// <summary>What is asked for, as it stands after "needs": <c>frames as they are told, a reset</c>.</summary>
    public static string InWords(this Capabilities capabilities) => string.Join(
        ", ", Enum.GetValues<Capabilities>().Where(one => Name(one) is not null && capabilities.HasFlag(one)).Select(Name));

    private static string? Name(Capabilities one) => one switch
    {
        Capabilities.RawFrames => "frames as they are told",
        Capabilities.Fragments => "messages in fragments",
        Capabilities.Compression => "permessage-deflate",
        Capabilities.ReceivedFrames => "the frames of a received message",
        Capabilities.CloseReason => "a close reason",
        Capabilities.ClientCloseCode => "the client's close code",
        Capabilities.PongControl => "pings without their pong",
        Capabilities.HandshakeStatus => "a handshake refused with a status of choice",
        Capabilities.HandshakeHeaders => "headers in the handshake's answer",
        Capabilities.HandshakeBytes => "a handshake's answer against the rules",
        Capabilities.HandshakeDelay => "a handshake's answer that comes late",
        Capabilities.Reset => "a reset",
        Capabilities.HalfClose => "a half close",
        Capabilities.StopReading => "a stop of reading",
        Capabilities.Pacing => "bytes sent slowly",
        Capabilities.Port => "a port",
        Capabilities.Tls => "TLS of choice",
        _ => null,
    };
}
