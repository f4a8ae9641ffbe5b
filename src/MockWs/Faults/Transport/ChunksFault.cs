using System.Globalization;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends everything in pieces of so many bytes with a gap between them, wherever that cuts heads and characters. TCP promises no boundaries: a
    /// client MUST read frames from whatever pieces they come in (RFC 6455 section 5.2), and should not take a gap for the end.
    /// </summary>
    /// <param name="size">How many bytes a piece has at the most, at least 1.</param>
    /// <param name="gap">How long nothing goes after a piece, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 1, or the gap not more than none.</exception>
    public static Fault Chunks(int size, TimeSpan gap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(gap, TimeSpan.Zero);
        return new ChunksFault(size, gap);
    }
}

internal sealed record ChunksFault(int Size, TimeSpan Gap) : PaceFault
{
    internal override string Text => string.Create(CultureInfo.InvariantCulture, $"everything is sent in pieces of {Size} bytes with {Gap} between them");

    internal override Pace Next(int length, Random random) => new(Size: Size, Gap: Gap);
}
