namespace MockWs.Faults;

/// <summary>A fault and its moment. Immutable.</summary>
/// <param name="Fault">What is done.</param>
/// <param name="At">When; a lasting fault begins then.</param>
/// <param name="Chance">How likely, from 0 to 1, drawn each time.</param>
/// <param name="Times">How often on one connection; null for always.</param>
/// <param name="Connections">On which connections; null for all.</param>
internal sealed record FaultBinding(Fault Fault, Moment At, double Chance = 1, int? Times = null, Connections? Connections = null)
{
    /// <summary>What messages call it.</summary>
    public string Word => $"the fault \"{Fault.Name}\"";

    /// <summary>What the backend has to be able to do, for the fault and for its moment.</summary>
    public Capabilities Needs => Fault.Needs | At.Kind switch
    {
        Moments.MidMessage => Capabilities.Fragments,
        Moments.MidFrame => Capabilities.RawFrames,
        _ => Capabilities.None,
    };

    /// <summary>Binds a fault, at the moment that is its own where none is said.</summary>
    /// <exception cref="ArgumentException">The moment or a number is none that this fault can have; the message says which it has.</exception>
    public static FaultBinding Create(Fault fault, Moment? at, double chance, int? times, Connections? connections)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ThrowIfNoChance(chance);
        ArgumentOutOfRangeException.ThrowIfLessThan(times ?? 1, 1, nameof(times));
        var moment = at ?? fault.Default;
        if (!fault.Moments.HasFlag(moment.Kind))
        {
            throw new ArgumentException(
                $"The fault \"{fault.Name}\" cannot happen at {moment}. Its moments are {string.Join(", ", Moment.NamesOf(fault.Moments))}.", nameof(at));
        }

        return moment.Kind != Moments.Start || (times is null && connections is null)
            ? new FaultBinding(fault, moment, chance, times, connections)
            : throw new ArgumentException(
                $"The fault \"{fault.Name}\" happens at the server's start, once and on no connection: leave \"times\" and \"connection\" out, or say at "
                + "which moment of a connection it is to happen.",
                nameof(at));
    }

    /// <summary>Whether it happens at the server's start, and not on a connection.</summary>
    public bool IsAtStart => At.Kind == Moments.Start;

    /// <summary>Makes a fault an action.</summary>
    /// <exception cref="ArgumentException">The fault is none that can happen among actions, or the chance is out of its range.</exception>
    public static FaultBinding OfAction(Fault fault, double chance)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault.Moments.HasFlag(Moments.Action)
            ? Create(fault, new Moment(Moments.Action), chance, times: null, connections: null)
            : throw new ArgumentException(
                $"The fault \"{fault.Name}\" is no action: it happens at {string.Join(", ", Moment.NamesOf(fault.Moments))}. "
                + "Bind it to the endpoint or the server with Fault(…), in JSON \"faults\".",
                nameof(fault));
    }

    /// <summary>Checks how likely something is to be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0 and up to 1.</exception>
    public static void ThrowIfNoChance(double chance)
    {
        if (!(chance > 0 && chance <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(chance), chance, "A chance is above 0 and at most 1, which is always.");
        }
    }
}
