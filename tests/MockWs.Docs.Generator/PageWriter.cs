using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MockWs.Docs.Generator;

/// <summary>Writes a page's blocks as a class of tests, each named by its line; the compiler's errors point into the page.</summary>
internal sealed class PageWriter
{
    // What a reader's editor would add by itself.
    private const string Usings =
        """
        using FluentAssertions.Extensions;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Time.Testing;
        using MockWs;
        using MockWs.Behaviours;
        using MockWs.Expectations;
        using MockWs.Faults;
        using MockWs.Recording;
        using MockWs.Testing;
        using MockWs.Transports.Tls;
        using MockWs.Wire;
        using System.Net.WebSockets;
        using System.Security.Cryptography.X509Certificates;
        using System.Text.Json;
        """;

    private readonly string _path;
    private readonly string _name;
    private readonly StringBuilder _tests = new();
    private readonly StringBuilder _members = new();
    private readonly StringBuilder _types = new();
    private readonly Dictionary<int, int> _rows = [];

    public PageWriter(string path, string name) => (_path, _name) = (path, name);

    public string Write(IReadOnlyList<Block> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var next = i + 1 < blocks.Count ? blocks[i + 1] : null;
            if (blocks[i].Kind == BlockKind.CSharp && next?.Kind == BlockKind.Json)
            {
                WriteSame(blocks[i], "Mock", $"mock => {{\n{Mapped(blocks[i])}\n}}", next.Text);
                i++;
            }
            else
            {
                Write(blocks[i]);
            }
        }

        return $$"""
            {{Usings}}

            namespace MockWs.Docs.Pages
            {
                [CancelAfter(20_000)]
                internal sealed class {{_name}}
                {
            {{_members}}
            {{_tests}}
                }
            }

            {{_types}}
            """;
    }

    private void Write(Block block)
    {
        switch (block.Kind)
        {
            case BlockKind.CSharp when SyntaxFactory.ParseCompilationUnit(block.Text).Members.Any(IsType):
                _types.Append($"namespace MockWs.Docs.Pages.{_name}_line_{block.Line}\n{{\n{Mapped(block)}\n}}\n");
                break;
            case BlockKind.CSharp when block.Text.Contains("[Test"):
                _members.Append(Mapped(block)).Append('\n');
                break;
            case BlockKind.CSharp:
                _tests.Append(Running(block));
                break;
            case BlockKind.Fleck:
                // Within Fleck's own namespace, whose names are meant.
                _types.Append($"#if FLECK\nnamespace Fleck.Pages\n{{\n[CancelAfter(20_000)] internal sealed class {_name}_line_{block.Line}\n{{\n{Running(block)}}}\n}}\n#endif\n");
                break;
            case BlockKind.Json when block.Text.Contains("\"endpoints\""):
                _tests.Append($"[Test] public void The_scenario_in_line_{block.Line}_is_valid() => Scenario.IsValid({Literal(block.Text)});\n");
                break;
            case BlockKind.Row:
                WriteRow(block);
                break;
            case BlockKind.UnevenRow:
                _tests.Append($"[Test] public void The_row_in_line_{block.Line}_says_each_thing_in_both_languages() => Scenario.IsUneven();\n");
                break;
        }
    }

    private void WriteRow(Block row)
    {
        var start = row.Text.Split('.', '(', ' ')[0];
        var kind = start switch
        {
            "then" => "Actions",
            "script" => "Script",
            "mock" => "Mock",
            "Fault" => "Fault",
            "At" => "Moment",
            _ when char.IsLower(start[0]) && row.Text.Contains(start + ".") => "Endpoint",
            _ => "Matcher",
        };
        WriteSame(row, kind, kind is "Matcher" or "Fault" or "Moment" ? $"\n{Mapped(row)}\n" : $"{start} => \n{Mapped(row)}\n", row.Json);
    }

    private void WriteSame(Block block, string kind, string csharp, string json) =>
        _tests.Append($"[Test] public void Both_languages_say_the_same_in_line_{block.Line}{Suffix(block)}() => Same.{kind}({csharp}, {Literal(json)});\n");

    private string Running(Block block) =>
        $"[Test] public async Task The_code_in_line_{block.Line}_runs()\n{{\n{Mapped(block)}\nawait Task.CompletedTask;\n}}\n";

    // A row may say several things.
    private string Suffix(Block row)
    {
        _rows[row.Line] = _rows.TryGetValue(row.Line, out var before) ? before + 1 : 1;
        return _rows[row.Line] == 1 ? "" : $"_part_{_rows[row.Line]}";
    }

    private string Mapped(Block block) => $"#line {block.Line} {Literal(_path).TrimStart('@')}\n{block.Text}\n#line default";

    private static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax;

    private static string Literal(string text) => $"@\"{text.Replace("\"", "\"\"")}\"";
}
