namespace NUnitSuite.Client;

/// <summary>What a <see cref="FeedClient"/> is doing.</summary>
public enum FeedState
{
    /// <summary>It opens a connection, or waits for the server's welcome.</summary>
    Connecting,

    /// <summary>The server has welcomed it, and is told what is subscribed to.</summary>
    Connected,

    /// <summary>It waits before it connects again.</summary>
    Waiting,

    /// <summary>It was disposed, or the server does not want it: there will be no further attempt.</summary>
    Stopped,
}
