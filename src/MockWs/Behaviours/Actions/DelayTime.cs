namespace MockWs.Behaviours.Actions;

/// <summary>A time that is fixed, or drawn each time from the server's seeded random numbers.</summary>
/// <param name="Least">The time itself if it is fixed; the least of a uniform one; the mean of a normal one.</param>
/// <param name="Spread">0 if it is fixed; what a uniform one may be over the least; the standard deviation of a normal one.</param>
/// <param name="IsNormal">Whether it is drawn from a normal distribution, and not from a uniform one.</param>
internal sealed record DelayTime(TimeSpan Least, TimeSpan Spread = default, bool IsNormal = false)
{
    public static implicit operator DelayTime(TimeSpan time) => new(time);

    /// <summary>Draws a time; never less than 0.</summary>
    public TimeSpan Draw(Random random)
    {
        if (Spread == TimeSpan.Zero)
        {
            return Least;
        }

        var drawn = IsNormal ? Least + (Spread * StandardNormal(random)) : Least + (Spread * random.NextDouble());
        return drawn < TimeSpan.Zero ? TimeSpan.Zero : drawn;
    }

    /// <summary>The Box-Muller transform.</summary>
    private static double StandardNormal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
