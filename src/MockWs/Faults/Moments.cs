namespace MockWs.Faults;

/// <summary>The kinds of moments: of a server's start, then of the life of a connection, in their order.</summary>
[Flags]
internal enum Moments
{
    None = 0,

    /// <summary>The server has started, or so much time has gone by since then; no connection's.</summary>
    Start = 1 << 0,

    /// <summary>Before any byte is read, TLS included.</summary>
    Connect = 1 << 1,

    /// <summary>The ClientHello of TLS is there; nothing is answered yet.</summary>
    TlsHandshake = 1 << 2,

    /// <summary>The request is there and would be granted; nothing is answered yet.</summary>
    Handshake = 1 << 3,

    /// <summary>Right behind the answer.</summary>
    AfterHandshake = 1 << 4,

    /// <summary>The connection is open, and what is said on opening is said.</summary>
    Open = 1 << 5,

    /// <summary>A message has come and is not answered yet.</summary>
    Message = 1 << 6,

    /// <summary>A ping has come and is not answered yet.</summary>
    Ping = 1 << 7,

    /// <summary>A message is about to be sent.</summary>
    Sent = 1 << 8,

    /// <summary>Between the two fragments that a message is sent in.</summary>
    MidMessage = 1 << 9,

    /// <summary>In the payload of a frame that is sent.</summary>
    MidFrame = 1 << 10,

    /// <summary>So many bytes of frames have been sent.</summary>
    Bytes = 1 << 11,

    /// <summary>So much time has gone by since the connection opened.</summary>
    After = 1 << 12,

    /// <summary>A close frame is about to be sent, as the first or as an answer.</summary>
    Close = 1 << 13,

    /// <summary>In a list of actions.</summary>
    Action = 1 << 14,

    /// <summary>Where actions are carried out: whole frames have been sent, and whole frames follow.</summary>
    BetweenFrames = AfterHandshake | Open | Message | Ping | Sent | After | Close | Action,

    /// <summary>From the answer to the handshake to the end.</summary>
    Conversation = BetweenFrames | MidMessage | MidFrame | Bytes,
}
