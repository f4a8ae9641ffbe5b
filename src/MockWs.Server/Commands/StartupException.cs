namespace MockWs.Server.Commands;

/// <summary>Why the tool did not start, or did not end well: a sentence for the person who started it, and the exit code.</summary>
internal sealed class StartupException(ExitCode code, string message, Exception? cause = null) : Exception(message, cause)
{
    public ExitCode Code { get; } = code;
}
