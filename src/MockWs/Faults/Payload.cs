namespace MockWs.Faults;

/// <summary>Bytes that are compared by what they are. Immutable.</summary>
internal readonly struct Payload(ReadOnlyMemory<byte> value) : IEquatable<Payload>
{
    public ReadOnlyMemory<byte> Value { get; } = value;

    public bool Equals(Payload other) => Value.Span.SequenceEqual(other.Value.Span);

    public override bool Equals(object? obj) => obj is Payload other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Convert.ToHexString(Value.Span);
}
