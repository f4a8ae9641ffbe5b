namespace MockWs;

/// <summary>What <see cref="MockWsServerInspection.InspectAsync"/> looks for when a test is over.</summary>
[Flags]
public enum ServerChecks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Messages that came to an endpoint with rules, and none of them answered.</summary>
    UnmatchedMessages = 1,

    /// <summary>Steps of scripts that failed; with <see cref="OpenConnections"/> also scripts that are still under way.</summary>
    ScriptSteps = 2,

    /// <summary>Delegates and templates that threw, and whatever else the server recorded as an error.</summary>
    Errors = 4,

    /// <summary>Clients that are still connected.</summary>
    OpenConnections = 8,

    /// <summary>Rules that have not answered as often as they are expected to; counted from the server's start or its last reset.</summary>
    Expectations = 16,

    /// <summary>All of them.</summary>
    All = UnmatchedMessages | ScriptSteps | Errors | OpenConnections | Expectations,
}
