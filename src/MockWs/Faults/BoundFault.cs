namespace MockWs.Faults;

/// <summary>A fault on one connection: what it has left of its times, and its chance. One thread at a time.</summary>
internal sealed class BoundFault(FaultBinding binding, Random random)
{
    private int _done;

    public Fault Fault => binding.Fault;

    /// <summary>What a fault in messages holds back.</summary>
    public OutMessage? Held { get; set; }

    /// <summary>Whether it is bound to this moment.</summary>
    public bool IsAt(Moments kind, long number) => binding.At.Kind == kind && (binding.At.Number ?? number) == number;

    /// <summary>The moment it is bound to.</summary>
    public Moment At => binding.At;

    /// <summary>Whether it acts this time: asks chance, and counts.</summary>
    public bool Acts()
    {
        if (_done >= binding.Times || (binding.Chance < 1 && random.NextDouble() >= binding.Chance))
        {
            return false;
        }

        _done++;
        return true;
    }
}
