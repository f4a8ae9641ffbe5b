namespace MockWs.Behaviours.Matching;

/// <summary>Words for people.</summary>
internal static class Words
{
    /// <summary>A number and what it counts: <c>1 byte</c>, <c>2 bytes</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
