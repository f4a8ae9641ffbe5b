using MockWs.Wire;

namespace MockWs.Callbacks;

/// <summary>The connection that callbacks are hung on. Safe for concurrent use.</summary>
internal interface ICallbackPeer
{
    /// <summary>Whether messages can be sent.</summary>
    bool IsOpen { get; }

    /// <summary>Sends a whole message or a control frame.</summary>
    /// <param name="opcode">Of what kind.</param>
    /// <param name="payload">All of it.</param>
    /// <param name="cause">The journal's entry that led to it; 0 for none.</param>
    /// <returns>When the transport has taken it; false if the client is gone.</returns>
    Task<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, long cause);

    /// <summary>Begins the close handshake; nothing on a connection that is closing already.</summary>
    void Close(int code, string reason, long cause);

    /// <summary>Records an exception of a callback.</summary>
    void RecordError(string what, long cause);

    /// <summary>Says that nothing runs any more.</summary>
    void Rest();
}
