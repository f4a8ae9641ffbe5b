namespace MockWs.Wire;

/// <summary>The close codes of RFC 6455 section 7.4.1 and the IANA registry. A close code is a plain number: 3000 to 4999 are free to use.</summary>
public static class CloseCode
{
    /// <summary>1000: the purpose of the connection is fulfilled.</summary>
    public const int Normal = 1000;

    /// <summary>1001: the server goes down, or the browser leaves the page.</summary>
    public const int GoingAway = 1001;

    /// <summary>1002: the other side broke a rule of the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>1003: a kind of data that this side cannot accept.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>1005: the close frame held no code. Never on the wire (RFC 6455 section 7.4.1).</summary>
    public const int NoStatus = 1005;

    /// <summary>1006: the connection was lost without a close frame. Never on the wire (RFC 6455 section 7.4.1).</summary>
    public const int Abnormal = 1006;

    /// <summary>1007: data that does not fit the type of its message, say text that is not UTF-8.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>1008: a message that breaks this side's policy.</summary>
    public const int PolicyViolation = 1008;

    /// <summary>1009: a message too big for this side.</summary>
    public const int MessageTooBig = 1009;

    /// <summary>1010: the client wanted an extension that the server did not grant.</summary>
    public const int MandatoryExtension = 1010;

    /// <summary>1011: the server met a condition it did not expect.</summary>
    public const int InternalError = 1011;

    /// <summary>1012: the server restarts.</summary>
    public const int ServiceRestart = 1012;

    /// <summary>1013: the server is overloaded; try again later.</summary>
    public const int TryAgainLater = 1013;

    /// <summary>1014: a gateway got a bad answer from the server behind it.</summary>
    public const int BadGateway = 1014;

    /// <summary>Whether a close frame may hold this code (RFC 6455 sections 7.4.1 and 7.4.2).</summary>
    /// <param name="code">The code as a close frame would hold it.</param>
    public static bool MayBeSent(int code) => code is (>= 1000 and <= 1014 and not 1004 and not NoStatus and not Abnormal) or (>= 3000 and <= 4999);
}
