namespace MockWs.ClientTable;

/// <summary>What one client does about one fault.</summary>
/// <param name="Text">In words.</param>
/// <param name="Fails">Whether it fails the connection.</param>
public sealed record Cell(string Text, bool Fails)
{
    /// <summary>What a client does that waits.</summary>
    public const string Waits = "waits";

    private static readonly string[] Usual = ["hello", "after"];

    /// <summary>Says what was seen.</summary>
    /// <param name="row">The fault.</param>
    /// <param name="seen">What the program saw.</param>
    /// <param name="sent">The code in the close frame that the client sent; null where it sent none.</param>
    public static Cell Of(FaultRow row, Seen seen, int? sent) => new(
        string.Join("; ", Parts(row, seen, sent)),
        seen.Error is not null || (seen is { IsOpen: true, Code: 1006 }));

    private static IEnumerable<string> Parts(FaultRow row, Seen seen, int? sent)
    {
        if (seen.Pong is { } pong)
        {
            yield return pong;
            yield break;
        }

        var isUsual = seen.Messages.SequenceEqual(Usual);
        if (seen.Messages.Count > 0 && !isUsual)
        {
            yield return $"gets {string.Join(", ", seen.Messages.Select(message => $"\"{message}\""))}";
        }

        if (End(row, seen, sent, isUsual) is { } end)
        {
            yield return end;
        }
    }

    private static string? End(FaultRow row, Seen seen, int? sent, bool isUsual) => seen switch
    {
        { Waits: true } => Waits,
        { IsOpen: false } => $"refuses: {seen.Error}",
        { Error: { } error } => sent is null or 1000 ? $"fails: {error}" : $"fails with {sent}: {error}",
        { Code: 1000 } when row.Conversation == Conversation.Talk => isUsual ? "works" : null,
        _ => $"ends with {seen.Code}",
    };
}
