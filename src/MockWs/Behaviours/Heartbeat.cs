namespace MockWs.Behaviours;

/// <summary>A ping each time so much has gone by, and the end of a connection that leaves too many without a pong.</summary>
/// <param name="Interval">The time between two pings.</param>
/// <param name="Missed">How many pings without a pong are too many.</param>
/// <param name="Code">The close code that the connection ends with then.</param>
internal sealed record Heartbeat(TimeSpan Interval, int Missed, int Code)
{
    /// <summary>The connection's counter of the pings that have no pong yet.</summary>
    public const string Counter = "heartbeat";
}
