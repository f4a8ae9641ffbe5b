namespace MockWs.Behaviours.Matching;

/// <summary>There must be this many bytes.</summary>
/// <param name="min">The fewest.</param>
/// <param name="max">The most; <see cref="int.MaxValue"/> for no bound.</param>
internal sealed class BinaryLengthMatcher(int min, int max) : Matcher
{
    public int Min { get; } = min;

    public int Max { get; } = max;

    internal override bool IsMatch(Message message, MatchScope scope) =>
        message.IsBinary && message.Payload.Length >= Min && message.Payload.Length <= Max;

    internal override NearMiss Explain(Message message, MatchScope scope)
    {
        if (!message.IsBinary)
        {
            return NearMiss.OfKind(message.Opcode, "binary");
        }

        var length = message.Payload.Length;
        var bound = length < Min ? Min : Max;
        return new NearMiss(0.9 * Math.Min(length, bound) / Math.Max(length, bound), $"expected {Expected}, was {length}");
    }

    public override string ToString() => $"binary has {Expected}";

    public override bool Equals(object? obj) => obj is BinaryLengthMatcher other && Min == other.Min && Max == other.Max;

    public override int GetHashCode() => HashCode.Combine(Min, Max);

    private string Expected =>
        Min == Max ? Words.Count(Min, "byte") :
        Max == int.MaxValue ? $"at least {Words.Count(Min, "byte")}" :
        Min == 0 ? $"at most {Words.Count(Max, "byte")}" :
        $"{Min} to {Words.Count(Max, "byte")}";
}
