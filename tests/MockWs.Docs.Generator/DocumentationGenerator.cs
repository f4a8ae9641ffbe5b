using Microsoft.CodeAnalysis;

namespace MockWs.Docs.Generator;

/// <summary>Makes a class of tests of each page of documentation.</summary>
[Generator]
public sealed class DocumentationGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var pages = context.AdditionalTextsProvider.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal));
        context.RegisterSourceOutput(pages, (output, page) =>
        {
            var name = NameOf(page.Path);
            var text = page.GetText(output.CancellationToken)?.ToString() ?? "";
            output.AddSource($"{name}.g.cs", new PageWriter(page.Path, name).Write([.. MarkdownReader.Read(text)]));
        });
    }

    // A sample's page is called README as the project's is; its folder tells them apart.
    private static string NameOf(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetFileName(Path.GetDirectoryName(path) ?? "");
        var name = file == "README" ? $"README_of_{folder}" : $"Page_{file}";
        return new string([.. name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
    }
}
