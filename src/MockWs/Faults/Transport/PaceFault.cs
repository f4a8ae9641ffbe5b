namespace MockWs.Faults;

/// <summary>A pace at which bytes go out. It begins at its moment and stays; several hold together.</summary>
internal abstract record PaceFault : Fault
{
    internal sealed override Capabilities Needs => Capabilities.Pacing;

    internal sealed override Moments Moments => Moments.Handshake | Moments.BetweenFrames;

    internal sealed override Moment Default => At.Handshake;

    internal sealed override bool IsLasting => true;

    /// <summary>The pace of the next piece.</summary>
    /// <param name="length">How many bytes there are.</param>
    /// <param name="random">The connection's chance.</param>
    internal abstract Pace Next(int length, Random random);
}

/// <summary>How a piece goes out.</summary>
/// <param name="Latency">How long after it was written it goes, at the least.</param>
/// <param name="Size">How many bytes it has, at the most; at least 1.</param>
/// <param name="Gap">How long nothing goes after it.</param>
internal readonly record struct Pace(TimeSpan Latency = default, int Size = int.MaxValue, TimeSpan Gap = default)
{
    /// <summary>No pace at all.</summary>
    public static Pace Free { get; } = new(TimeSpan.Zero);

    /// <summary>Both together: times add up, the smaller piece counts.</summary>
    public Pace And(Pace other) => new(Latency + other.Latency, Math.Min(Size, other.Size), Gap + other.Gap);
}
