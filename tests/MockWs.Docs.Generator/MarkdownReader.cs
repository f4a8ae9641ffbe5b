using System.Text;

namespace MockWs.Docs.Generator;

/// <summary>Reads code blocks and the tables that say the same in JSON and in C#, in their order.</summary>
internal static class MarkdownReader
{
    public static IEnumerable<Block> Read(string text)
    {
        var lines = text.Replace("\r\n", "\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                yield return ReadFence(lines, ref i);
            }
            else if (lines[i].StartsWith("|", StringComparison.Ordinal) && i + 1 < lines.Length && IsRule(lines[i + 1]))
            {
                foreach (var row in ReadTable(lines, ref i))
                {
                    yield return row;
                }
            }
            else if (lines[i].Trim().Length > 0)
            {
                yield return new Block(BlockKind.Prose, i + 1, "");
            }
        }
    }

    private static Block ReadFence(string[] lines, ref int i)
    {
        var language = lines[i].Substring(3).Trim();
        var start = i + 1;
        var code = new StringBuilder();
        for (i++; i < lines.Length && lines[i].TrimEnd() != "```"; i++)
        {
            code.Append(lines[i]).Append('\n');
        }

        var kind = language switch
        {
            "csharp" => BlockKind.CSharp,
            "csharp fleck" => BlockKind.Fleck,
            "json" => BlockKind.Json,
            _ => BlockKind.Prose,
        };
        return new Block(kind, start + 1, code.ToString());
    }

    private static List<Block> ReadTable(string[] lines, ref int i)
    {
        var head = Cells(lines[i]);
        var (json, csharp) = (head.IndexOf("JSON"), head.IndexOf("C#"));
        var rows = new List<Block>();
        for (i += 2; i < lines.Length && lines[i].StartsWith("|", StringComparison.Ordinal); i++)
        {
            if (json >= 0 && csharp >= 0)
            {
                var cells = Cells(lines[i]);
                var (left, right) = (CodeIn(cells[json]), CodeIn(cells[csharp]));
                var line = i + 1;
                rows.AddRange(left.Zip(right, (one, other) => new Block(BlockKind.Row, line, other, one)));
                if (left.Count != right.Count)
                {
                    rows.Add(new Block(BlockKind.UnevenRow, i + 1, ""));
                }
            }
        }

        i--;
        return rows;
    }

    private static bool IsRule(string line) => line.StartsWith("|", StringComparison.Ordinal) && line.All(c => c is '|' or '-' or ':' or ' ');

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == '|')
            {
                cell.Append(line[++i]);
            }
            else if (line[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        return cells;
    }

    private static List<string> CodeIn(string cell) => cell.Split('`').Where((_, index) => index % 2 == 1).ToList();
}
