namespace MockWs.Wire;

/// <summary>What a client's bytes amount to: a whole message, a control frame, or a violation. The payload lives until the next read.</summary>
internal readonly ref struct WireEvent
{
    public WireEvent(Opcode opcode, ReadOnlySpan<byte> payload, int frames = 1, bool compressed = false)
    {
        Opcode = opcode;
        Payload = payload;
        Frames = frames;
        Compressed = compressed;
    }

    public WireEvent(Violation violation) => Violation = violation;

    /// <summary>Text, binary, close, ping or pong.</summary>
    public Opcode Opcode { get; }

    /// <summary>The whole payload: unmasked, inflated, and UTF-8 if it is text.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>How many frames the message came in.</summary>
    public int Frames { get; }

    /// <summary>Whether the message was compressed on the wire.</summary>
    public bool Compressed { get; }

    /// <summary>The rule that was broken; nothing is read after it.</summary>
    public Violation? Violation { get; }
}
