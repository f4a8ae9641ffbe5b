using MockWs.Configuration;

namespace MockWs;

/// <summary>What became of a change of a scenario that is watched. Immutable.</summary>
public sealed class ScenarioReload
{
    internal ScenarioReload(IReadOnlyList<string> warnings, Exception? error) => (Warnings, Error) = (warnings, error);

    /// <summary>Whether the server is now as the files say. If not, it goes on as it was.</summary>
    public bool IsDone => Error is null;

    /// <summary>Why the server goes on as it was: a <see cref="ScenarioException"/> with all errors, or what else the configuration threw; null if it does not.</summary>
    public Exception? Error { get; }

    /// <summary>What the scenario says that is not wrong and hardly meant, as in <see cref="MockWsServerBuilder.Warnings"/>.</summary>
    public IReadOnlyList<string> Warnings { get; }
}
