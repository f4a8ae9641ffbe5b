using MockWs.Wire;

namespace MockWs.Behaviours;

/// <summary>Something that a connection's behaviour may react to.</summary>
internal readonly ref struct SessionEvent(Opcode opcode, ReadOnlySpan<byte> payload)
{
    /// <summary>Text or binary for a message; else ping, pong or close.</summary>
    public Opcode Opcode { get; } = opcode;

    /// <summary>The whole payload.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;
}
