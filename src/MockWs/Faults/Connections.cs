namespace MockWs.Faults;

/// <summary>
/// Which connections a fault is for, counted from 1: those of an endpoint's path, or of the whole server for a fault of the server. A number
/// stands for that one connection: <c>connection: 1</c>.
/// </summary>
public readonly record struct Connections
{
    private Connections(int first, int? last) => (First, Last) = (first, last);

    /// <summary>The first.</summary>
    internal int First { get; }

    /// <summary>The last; null for no end.</summary>
    internal int? Last { get; }

    /// <summary>This one connection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static implicit operator Connections(int nth) => Between(nth, nth);

    /// <summary>This one connection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static Connections FromInt32(int nth) => nth;

    /// <summary>The first connections, up to this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static Connections UpTo(int last) => Between(1, last);

    /// <summary>This connection and all after it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public static Connections From(int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return new Connections(first, null);
    }

    /// <summary>From one connection to another, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first is less than 1, or above the last.</exception>
    public static Connections Between(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        return new Connections(first, last);
    }

    /// <summary>Whether the nth connection is meant.</summary>
    internal bool Include(int nth) => nth >= First && nth <= (Last ?? int.MaxValue);
}
