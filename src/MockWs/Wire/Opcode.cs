namespace MockWs.Wire;

/// <summary>What a frame carries (RFC 6455 section 5.2). Values outside the named ones are reserved, and can be represented.</summary>
public enum Opcode : byte
{
    /// <summary>The frame goes on with the message that an earlier frame began.</summary>
    Continuation = 0x0,

    /// <summary>The frame begins a message of UTF-8 text.</summary>
    Text = 0x1,

    /// <summary>The frame begins a message of bytes.</summary>
    Binary = 0x2,

    /// <summary>The sender ends the connection; the payload holds a close code and a reason, or nothing.</summary>
    Close = 0x8,

    /// <summary>The sender asks for a pong with the same payload.</summary>
    Ping = 0x9,

    /// <summary>The answer to a ping, or an unsolicited heartbeat.</summary>
    Pong = 0xA,
}
