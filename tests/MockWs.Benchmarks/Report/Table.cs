namespace MockWs.Benchmarks.Report;

/// <summary>Rows of text under a head, padded for a console or written as Markdown.</summary>
internal sealed class Table(params IEnumerable<string> head)
{
    private readonly List<string[]> _rows = [[.. head]];

    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells]);

    public void WriteTo(TextWriter output, bool asMarkdown)
    {
        var widths = _rows[0].Select((_, column) => _rows.Max(row => row[column].Length)).ToArray();
        if (asMarkdown)
            _rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => cell.PadRight(widths[column]));
            output.WriteLine(asMarkdown ? $"| {string.Join(" | ", cells)} |" : string.Join("  ", cells).TrimEnd());
        }
    }
}
