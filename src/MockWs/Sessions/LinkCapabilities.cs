using MockWs.Faults;

namespace MockWs.Sessions;

/// <summary>What a backend can do, of what not every one can.</summary>
/// <param name="Backend">Its name, as JSON has it.</param>
/// <param name="Has">What it can do.</param>
internal sealed record LinkCapabilities(string Backend, Capabilities Has)
{
    /// <summary>Whether the server has no port, which takes <see cref="Capabilities.Port"/> away.</summary>
    public bool IsInMemory { get; init; }

    /// <summary>What this backend cannot do of what a scenario needs: one sentence a need; none if all is well.</summary>
    public IEnumerable<string> Misfits(IEnumerable<Need> needs)
    {
        var has = IsInMemory ? Has & ~Capabilities.Port : Has;
        var name = IsInMemory ? $"\"{Backend}\" in memory" : $"\"{Backend}\"";
        return from need in needs
               let missing = need.Capabilities & ~has
               where missing != Capabilities.None
               select $"{need.Where}: {need.What} needs {missing.InWords()}, which the backend {name} does not have.";
    }
}
