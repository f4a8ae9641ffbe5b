using MockWs.Behaviours;
using MockWs.Behaviours.Scripts;

namespace MockWs.Sessions;

/// <summary>How far the script of one connection has come. Set under the session's lock; safe to read at any time.</summary>
/// <param name="connection">The connection's number.</param>
/// <param name="path">Its path as it came.</param>
/// <param name="endpoint">What is said there.</param>
/// <param name="expectTimeout">How long a step expects something if it does not say so itself.</param>
/// <param name="state">The beginning.</param>
internal sealed class ScriptProgress(int connection, string path, Endpoint endpoint, TimeSpan expectTimeout, ScriptState state)
{
    private ScriptStanding _standing = new(state);

    public int Connection { get; } = connection;

    public string Path { get; } = path;

    public Endpoint Endpoint { get; } = endpoint;

    public TimeSpan ExpectTimeout { get; } = expectTimeout;

    public ScriptStanding Standing
    {
        get => Volatile.Read(ref _standing);
        set => Volatile.Write(ref _standing, value);
    }
}

/// <summary>How far a script has come, and whether that is its end. Immutable.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Failure">Why it ended before its last step; null if it did not.</param>
/// <param name="Entry">The journal's entry of the failure.</param>
internal sealed record ScriptStanding(ScriptState State, StepFailure? Failure = null, long Entry = 0)
{
    public bool IsRunning => Failure is null && !State.IsDone;
}
