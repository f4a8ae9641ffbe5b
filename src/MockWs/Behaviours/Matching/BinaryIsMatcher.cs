using MockWs.Wire;

namespace MockWs.Behaviours.Matching;

/// <summary>The bytes must be these.</summary>
internal sealed class BinaryIsMatcher(ReadOnlySpan<byte> expected) : Matcher
{
    private readonly byte[] _expected = expected.ToArray();

    public ReadOnlyMemory<byte> Expected => _expected;

    internal override ExactPayload? Exact => new ExactPayload(Opcode.Binary, _expected);

    internal override bool IsMatch(Message message, MatchScope scope) => message.IsBinary && message.Payload.Span.SequenceEqual(_expected);

    internal override NearMiss Explain(Message message, MatchScope scope) => message.IsBinary
        ? Bytes.Difference(_expected, message.Payload.Span)
        : NearMiss.OfKind(message.Opcode, "binary");

    public override string ToString() => $"binary is {Bytes.Show(_expected)}";

    public override bool Equals(object? obj) => obj is BinaryIsMatcher other && _expected.AsSpan().SequenceEqual(other._expected);

    public override int GetHashCode() => Bytes.HashOf(_expected);
}
