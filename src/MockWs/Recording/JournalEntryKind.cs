namespace MockWs.Recording;

/// <summary>What an entry of the journal says.</summary>
public enum JournalEntryKind : byte
{
    /// <summary>A client was let in: its upgrade request and the answer.</summary>
    Opened = 1,

    /// <summary>A client was not let in: what it sent and the answer.</summary>
    Refused,

    /// <summary>A message or control frame came from the client.</summary>
    Received,

    /// <summary>A message or control frame goes to the client; recorded before its first byte leaves.</summary>
    Sent,

    /// <summary>What the server decided to do about a message that nothing answers.</summary>
    Decided,

    /// <summary>The client broke a rule of the protocol.</summary>
    Violation,

    /// <summary>The connection ended with a close handshake, or with a close frame of one side.</summary>
    Closed,

    /// <summary>The connection ended without a close frame, or its handshake was never finished.</summary>
    Lost,

    /// <summary>Code of the test's author threw, or the server could not do what it was told to.</summary>
    Error,

    /// <summary>The server does something wrong on purpose; recorded before it is done.</summary>
    Fault,
}
