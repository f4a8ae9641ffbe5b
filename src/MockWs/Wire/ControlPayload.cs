namespace MockWs.Wire;

/// <summary>The payload of a ping or a pong (RFC 6455 section 5.5).</summary>
internal static class ControlPayload
{
    /// <summary>Lets a payload through that a control frame can hold.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="name">The parameter that the author gave it for.</param>
    /// <exception cref="ArgumentException">It is longer than 125 bytes.</exception>
    public static ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> payload, string name) => payload.Length <= FrameHeader.MaxControlPayload
        ? payload
        : throw new ArgumentException(
            $"A control frame holds at most {FrameHeader.MaxControlPayload} bytes (RFC 6455 5.5); this one has {payload.Length}.", name);
}
