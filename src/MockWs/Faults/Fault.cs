using System.Text.Json;

namespace MockWs.Faults;

/// <summary>
/// A deliberate misbehaviour: what is done wrong, with its settings. Where it is done, an endpoint says, or an action. Immutable, and equal to
/// another with the same settings.
/// </summary>
public abstract partial record Fault
{
    private protected Fault()
    {
    }

    /// <summary>The name, as JSON has it, such as <c>wrongAccept</c>.</summary>
    internal string Name => JsonNamingPolicy.CamelCase.ConvertName(GetType().Name[..^nameof(Fault).Length]);

    /// <summary>What is done, in words, with the section of the RFC that it breaks, if it breaks one.</summary>
    internal abstract string Text { get; }

    /// <summary>What the backend has to be able to do.</summary>
    internal abstract Capabilities Needs { get; }

    /// <summary>Where it can happen.</summary>
    internal abstract Moments Moments { get; }

    /// <summary>Where it happens if nothing else is said.</summary>
    internal abstract Moment Default { get; }

    /// <summary>Whether it begins at its moment and stays, and chance is asked each time it acts.</summary>
    internal virtual bool IsLasting => false;

    /// <summary>Name and words on one line, as the journal has them.</summary>
    public sealed override string ToString() => $"{Name}: {Text}";
}
