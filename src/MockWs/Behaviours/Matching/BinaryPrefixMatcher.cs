namespace MockWs.Behaviours.Matching;

/// <summary>The bytes must start with these.</summary>
internal sealed class BinaryPrefixMatcher(ReadOnlySpan<byte> prefix) : Matcher
{
    private readonly byte[] _prefix = prefix.ToArray();

    public ReadOnlyMemory<byte> Prefix => _prefix;

    internal override bool IsMatch(Message message, MatchScope scope) => message.IsBinary && message.Payload.Span.StartsWith(_prefix);

    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        var payload = message.Payload.Span;
        return message.IsBinary
            ? Bytes.Difference(_prefix, payload[..Math.Min(payload.Length, _prefix.Length)])
            : NearMiss.OfKind(message.Opcode, "binary");
    }

    public override string ToString() => $"binary starts with {Bytes.Show(_prefix)}";

    public override bool Equals(object? obj) => obj is BinaryPrefixMatcher other && _prefix.AsSpan().SequenceEqual(other._prefix);

    public override int GetHashCode() => Bytes.HashOf(_prefix);
}
