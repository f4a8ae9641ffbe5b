using MockWs.ClientTable;

namespace MockWs.Clients;

/// <summary>That <c>docs/client-table.md</c> says what a client does: of the one that is always here.</summary>
[CancelAfter(120_000)]
internal sealed class ClientTableTests
{
    /// <summary>For cells in which something happens: as long as a test may take.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <summary>For cells in which nothing happens: no busy machine makes that untrue.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private static IReadOnlyList<string> Page { get; } = File.ReadAllLines(Path.Combine(Programs.Root, "docs/client-table.md"));

    [TestCase(false)]
    [TestCase(true)]
    [Platform("Linux", Reason = "What a reset is called is the system's.")]
    public async Task The_table_says_what_ClientWebSocket_does_about_each_fault(bool waits)
    {
        var rows = FaultRow.All.Where(row => waits == WrittenFor(row).Contains(Cell.Waits, StringComparison.Ordinal)).ToList();
        var column = await Column.OfAsync(Client.DotNet, rows, waits ? Short : Long);
        column.Cells.Select((cell, index) => $"{rows[index].Json}: {WithoutMessage(cell.Text)}").Should().Equal(
            rows.Select(row => $"{row.Json}: {WrittenFor(row)}"), "scripts/client-table writes the page anew");
    }

    /// <summary>What the page says of .NET, without the words of an error, which are those of its version.</summary>
    private static string WrittenFor(FaultRow row)
    {
        var line = Page.FirstOrDefault(line => line.StartsWith($"| `{row.Json}` |", StringComparison.Ordinal));
        Assert.That(line, Is.Not.Null, $"docs/client-table.md has no row for {row.Json}: run scripts/client-table.");
        var header = Page.First(one => one.StartsWith("| fault |", StringComparison.Ordinal)).Split(" | ");
        return WithoutMessage(line!.Split(" | ")[Array.FindIndex(header, name => name.StartsWith(Client.DotNet.Name, StringComparison.Ordinal))].Trim('*'));
    }

    private static string WithoutMessage(string text) => text.Split(": ")[0];
}
