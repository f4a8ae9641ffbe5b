using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends the answer to the handshake in pieces, as TCP may at any time. A client should put them together and open: nothing is wrong with
    /// the answer (RFC 6455 section 4.2.2).
    /// </summary>
    /// <param name="size">How many bytes a piece has. Default: 1.</param>
    /// <param name="gap">The time between two pieces, by the server's clock. Default: none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, or the time is negative.</exception>
    public static Fault HandshakeInPieces(int size = 1, TimeSpan gap = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(gap, TimeSpan.Zero);
        return new HandshakeInPiecesFault(size, gap);
    }
}

internal sealed record HandshakeInPiecesFault(int Size, TimeSpan Gap) : HandshakeFault
{
    internal override string Text => $"the answer to the handshake goes out in pieces of {Size} bytes, {Gap} apart";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer with { PieceSize = Size, Gap = Gap };
}
