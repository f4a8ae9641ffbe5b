using MockWs.Behaviours.Matching;

namespace MockWs;

/// <summary>Matchers for binary messages. Safe for concurrent use.</summary>
public static class Binary
{
    /// <summary>Any binary message.</summary>
    public static Matcher Any { get; } = new AnyBinaryMatcher();

    /// <summary>The payload is these bytes. Thousands of such rules cost what ten do.</summary>
    public static Matcher Is(params ReadOnlySpan<byte> expected) => new BinaryIsMatcher(expected);

    /// <summary>The payload starts with these bytes.</summary>
    public static Matcher StartsWith(params ReadOnlySpan<byte> prefix) => new BinaryPrefixMatcher(prefix);

    /// <summary>The payload has exactly this many bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static Matcher HasLength(int length) => HasLength(length, length);

    /// <summary>The payload has a length between two.</summary>
    /// <param name="min">The fewest bytes.</param>
    /// <param name="max">The most bytes; <see cref="int.MaxValue"/> for no bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">The least is negative, or above the most.</exception>
    public static Matcher HasLength(int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(min);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        return new BinaryLengthMatcher(min, max);
    }
}
