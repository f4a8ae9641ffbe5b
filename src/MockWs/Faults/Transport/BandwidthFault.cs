using System.Globalization;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends no faster than so many bytes a second, the answer to the handshake too. A client should work all the same: show what has come, not take
    /// a frame that is still coming for the end (RFC 6455 section 5.2), and leave room for it in its timeouts for pongs (section 5.5.2).
    /// </summary>
    /// <param name="bytesPerSecond">How many, at least 1; by the server's clock, and in pieces of a twentieth of a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public static Fault Bandwidth(int bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerSecond, 1);
        return new BandwidthFault(bytesPerSecond);
    }
}

internal sealed record BandwidthFault(int BytesPerSecond) : PaceFault
{
    private const int PiecesPerSecond = 20;

    internal override string Text => string.Create(CultureInfo.InvariantCulture, $"everything is sent at {BytesPerSecond} bytes a second");

    internal override Pace Next(int length, Random random)
    {
        var size = Math.Min(length, Math.Max(1, BytesPerSecond / PiecesPerSecond));
        return new Pace(Size: size, Gap: TimeSpan.FromSeconds((double)size / BytesPerSecond));
    }
}
