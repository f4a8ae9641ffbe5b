namespace MockWs.Faults;

/// <summary>
/// Something done to the ports that the server listens on, all of them, and so to whoever comes. It begins at the server's start, or at a moment
/// of any connection.
/// </summary>
internal abstract record PortFault : TransportFault
{
    internal sealed override Capabilities Needs => Capabilities.Port;

    internal sealed override Moments Moments => base.Moments | Moments.Start;

    internal override Moment Default => At.Start;

    internal sealed override void Act(ITransportTarget transport) => ActAsync(transport.Ports);

    /// <summary>Does it. Called from any thread.</summary>
    /// <returns>Ends when it is done; never fails.</returns>
    internal abstract Task ActAsync(IPortTarget ports);

    /// <summary>For how long, as it stands behind what is done.</summary>
    private protected static string Span(TimeSpan? time) => time is { } span ? $"for {span}" : "until it is opened by hand";
}

/// <summary>
/// What a fault can do to the ports of a server. The last one said holds, and takes the time of the one before with it. Safe for concurrent use; no
/// method fails.
/// </summary>
internal interface IPortTarget
{
    /// <summary>Accepts nobody: clients connect, and nothing is read.</summary>
    /// <param name="time">For how long; null until they are opened.</param>
    Task PauseAsync(TimeSpan? time);

    /// <summary>Refuses who connects.</summary>
    /// <param name="time">For how long; null until they are opened.</param>
    Task CloseAsync(TimeSpan? time);

    /// <summary>Resets every connection. It is done soon after.</summary>
    void DropClients();
}
