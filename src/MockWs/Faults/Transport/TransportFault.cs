namespace MockWs.Faults;

/// <summary>Something done to the transport, once what was sent before is with it.</summary>
internal abstract record TransportFault : Fault
{
    internal override Moments Moments => Moments.Connect | Moments.Handshake | Moments.Conversation;

    internal override Moment Default => At.Open;

    /// <summary>Whether nothing that is sent after it can arrive.</summary>
    internal virtual bool EndsSending => false;

    /// <summary>Does it. Called from any thread; must not wait.</summary>
    internal abstract void Act(ITransportTarget transport);
}

/// <summary>What a fault can do to the transport. Safe for concurrent use.</summary>
internal interface ITransportTarget
{
    /// <summary>Ends both directions at once: over TCP, a reset.</summary>
    void Reset();

    /// <summary>Ends the server's direction: a FIN, after the close_notify of TLS. What is sent later goes nowhere.</summary>
    void EndOutput();

    /// <summary>Reads nothing more, without a word.</summary>
    void StopReading();

    /// <summary>Sends nothing more, without a word: it is taken and goes nowhere.</summary>
    void StopWriting();

    /// <summary>The ports of the server.</summary>
    IPortTarget Ports { get; }

    /// <summary>Sends nothing for a while; what waits is sent after it.</summary>
    void Hold(TimeSpan time);
}
