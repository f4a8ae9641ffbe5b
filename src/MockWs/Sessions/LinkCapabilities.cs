using MockWs.Faults;

namespace MockWs.Sessions;

/// <summary>What a backend can do, of what not every one can.</summary>
/// <param name="Backend">Its name, as JSON has it.</param>
/// <param name="Has">What it can do.</param>
internal sealed record LinkCapabilities(string Backend, Capabilities Has)
{
    /// <summary>Whether the server has no port, which takes <see cref="Capabilities.Port"/> away.</summary>
    public bool IsInMemory { get; init; }

    /// <summary>Whether clients can come over TLS; without it there is no <see cref="Capabilities.Tls"/>.</summary>
    public bool HasTls { get; init; } = true;

    /// <summary>What this backend cannot do of what a scenario needs: one sentence a need; none if all is well.</summary>
    public IEnumerable<string> Misfits(IEnumerable<Need> needs)
    {
        var has = Has & ~(IsInMemory ? Capabilities.Port : Capabilities.None) & ~(HasTls ? Capabilities.None : Capabilities.Tls);
        var name = $"\"{Backend}\"{(IsInMemory ? " in memory" : "")}{(HasTls ? "" : " without wss://")}";
        return from need in needs
               let missing = need.Capabilities & ~has
               where missing != Capabilities.None
               select $"{need.Where}: {need.What} needs {missing.InWords()}, which the backend {name} does not have.";
    }
}
