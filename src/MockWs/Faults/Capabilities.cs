namespace MockWs.Faults;

/// <summary>
/// What a fault or an action needs, and not every backend can do. What every backend does has no name here: whole messages, pings and pongs with
/// payloads, closes with a code.
/// </summary>
[Flags]
internal enum Capabilities
{
    None = 0,

    /// <summary>Sends bytes as they are told: reserved bits and opcodes, masks and lengths that are wrong, half a frame, no frame at all.</summary>
    RawFrames = 1 << 0,

    /// <summary>Sends a message in several frames (RFC 6455 section 5.4).</summary>
    Fragments = 1 << 1,

    /// <summary>Agrees to permessage-deflate (RFC 7692).</summary>
    Compression = 1 << 2,

    /// <summary>Counts the frames that a client's message came in, and takes control frames between them (RFC 6455 section 5.4).</summary>
    ReceivedFrames = 1 << 3,

    /// <summary>Sends a close frame with a reason (RFC 6455 section 5.5.1).</summary>
    CloseReason = 1 << 4,

    /// <summary>Knows the code and the reason of a client's close frame.</summary>
    ClientCloseCode = 1 << 5,

    /// <summary>Leaves a ping without its pong, or answers it otherwise.</summary>
    PongControl = 1 << 6,

    /// <summary>Refuses a handshake with any status, headers and body.</summary>
    HandshakeStatus = 1 << 7,

    /// <summary>Adds headers to the answer to a handshake.</summary>
    HandshakeHeaders = 1 << 8,

    /// <summary>Answers a handshake as no rule allows: a wrong accept, a broken status line, byte by byte.</summary>
    HandshakeBytes = 1 << 9,

    /// <summary>Answers a handshake late or never.</summary>
    HandshakeDelay = 1 << 10,

    /// <summary>Ends the connection with a reset.</summary>
    Reset = 1 << 11,

    /// <summary>Ends its own direction with a FIN, and reads on.</summary>
    HalfClose = 1 << 12,

    /// <summary>Stops reading, so that the client is felt to be slow.</summary>
    StopReading = 1 << 13,

    /// <summary>Sends bytes slowly, in small parts, or late.</summary>
    Pacing = 1 << 14,

    /// <summary>Has a port that can be closed, opened again, or left without an accept. A server in memory has none.</summary>
    Port = 1 << 15,

    /// <summary>Chooses what TLS says: certificates, a handshake that stalls, a missing close_notify.</summary>
    Tls = 1 << 16,

    /// <summary>Everything.</summary>
    All = (1 << 17) - 1,
}
