namespace MockWs.Behaviours;

/// <summary>What the server does with a message that nothing else answers.</summary>
public enum Unmatched
{
    /// <summary>Sends it back as it came: the default.</summary>
    Echo,

    /// <summary>Records it and says nothing.</summary>
    Ignore,

    /// <summary>Closes the connection with 1008 (RFC 6455 section 7.4.1).</summary>
    Close,

    /// <summary>Records an error, and closes the connection with 1011 (RFC 6455 section 7.4.1).</summary>
    Fail,
}
