using System.Text;

namespace MockWs.ClientTable;

/// <summary>The page with the table.</summary>
/// <param name="rows">The faults.</param>
/// <param name="advice">What a client should do about each.</param>
/// <param name="columns">What clients do.</param>
/// <param name="patience">How long they waited.</param>
internal sealed class Page(IReadOnlyList<FaultRow> rows, IReadOnlyList<Advice> advice, IReadOnlyList<Column> columns, TimeSpan patience)
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes it.</summary>
    public string Write()
    {
        Line("# What clients do about each fault");
        Line("");
        Line($"`scripts/client-table` wrote this page: it lets each client meet a server that has the fault on every connection, for up to {patience.TotalSeconds} seconds.");
        Line("[faults.md](faults.md) says what each fault is.");
        Line("");
        WriteLegend();
        Line("");
        WriteFindings();
        foreach (var section in advice.Select(one => one.Section).Distinct())
        {
            WriteSection(section);
        }

        return _text.ToString();
    }

    private void WriteLegend() => Line(
        """
        The client says "hello", the server answers "hello" and "after", and at "after" the client closes with 1000. A fault that by itself happens on opening
        happens at the "hello" instead. Where it is in the server's own close frame, the server closes, with 1000 if the fault says nothing else. Where it is
        in pongs, `websockets` and `ClientWebSocket` ping each second and give a pong two seconds, `ws`, which has no such timer, pings once, and a page
        cannot ping at all. All else is as the clients have it by default. Faults of TLS are left out: what a
        client makes of a certificate is settled by whom it trusts.

        | in a cell | |
        |---|---|
        | works | nothing unusual reaches the program |
        | refuses: … | the connection does not open; behind the colon what the program, or in Chromium the console, is told |
        | gets … | the messages that reach the program, where they are others than usual |
        | fails with 1002: … | the program is told of an error; 1002 is in the close frame that the client sent, as the server's journal has it |
        | fails: … | an error, and no close frame of the client, or only that of its usual end |
        | ends with 1006 | the connection ends with that code and no error |
        | waits | nothing more happens until the time is over |
        | **bold** | goes on, or waits, where a client should fail |
        """);

    private void WriteFindings()
    {
        var failing = Enumerable.Range(0, rows.Count).Where(row => advice[row].IsToFail).ToList();
        Line("## What stands out");
        Line("");
        Line($"In {failing.Count} of {rows.Count} rows a client should fail the connection. Of these,");
        Line("");
        foreach (var column in columns)
        {
            var lenient = failing.Where(row => !column.Cells[row].Fails).ToList();
            Line(lenient.Count == 0
                ? $"- {column.Client} fails on all."
                : $"- {column.Client} fails on {failing.Count - lenient.Count}, and not on {string.Join(", ", lenient.Select(row => $"`{rows[row].Json}`"))}.");
        }
    }

    private void WriteSection(string section)
    {
        Line("");
        Line($"## {section}");
        Line("");
        Line($"| fault | a client should | {string.Join(" | ", columns.Select(column => column.Client))} |");
        Line($"|---|---{string.Concat(columns.Select(_ => "|---"))}|");
        foreach (var row in Enumerable.Range(0, rows.Count).Where(row => advice[row].Section == section))
        {
            Line($"| `{rows[row].Json}` | {advice[row].Text} | {string.Join(" | ", columns.Select(column => Write(column.Cells[row], advice[row])))} |");
        }
    }

    private static string Write(Cell cell, Advice advice) => advice.IsToFail && !cell.Fails ? $"**{Escape(cell.Text)}**" : Escape(cell.Text);

    /// <summary>What clients say is text, not Markdown.</summary>
    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private void Line(string line) => _text.Append(line).Append('\n');
}
