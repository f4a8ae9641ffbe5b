namespace MockWs.ClientTable;

/// <summary>What <c>docs/faults.md</c> says of a fault.</summary>
/// <param name="Section">The heading that it stands under.</param>
/// <param name="Text">What a client should do.</param>
public sealed record Advice(string Section, string Text)
{
    /// <summary>Whether a client should not go on.</summary>
    public bool IsToFail => Text.StartsWith("fail", StringComparison.Ordinal) || Text.StartsWith("close the connection", StringComparison.Ordinal);

    /// <summary>Looks a fault up: with these settings, or if the page does not show them, with any.</summary>
    /// <param name="page">The page.</param>
    /// <param name="fault">The fault.</param>
    /// <exception cref="InvalidOperationException">The page has no row for it.</exception>
    public static Advice Find(IReadOnlyList<string> page, FaultRow fault)
    {
        var row = Find($"`{fault.Json}`") is var same and >= 0 ? same : Find($"`{{ \"{fault.Name}\": ");
        return row >= 0
            ? new Advice(
                page.Take(row).Last(line => line.StartsWith("## ", StringComparison.Ordinal))[3..],
                page[row].TrimEnd('|', ' ').Split('|')[^1].Trim())
            : throw new InvalidOperationException($"docs/faults.md has no row for the fault \"{fault.Name}\": say there what a client should do about it.");

        int Find(string json) => Enumerable.Range(0, page.Count).FirstOrDefault(index => page[index].StartsWith('|') && page[index].Contains(json, StringComparison.Ordinal), -1);
    }
}
