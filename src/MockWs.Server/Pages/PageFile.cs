using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace MockWs.Server.Pages;

/// <summary>A file of the console, which the program has in itself.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Tag">Tells a browser that has it already whether it is still the same.</param>
internal sealed record PageFile(string ContentType, byte[] Content, EntityTagHeaderValue Tag)
{
    private const string Folder = "Console/";

    private static readonly Lazy<FrozenDictionary<string, PageFile>> Files = new(() => typeof(PageFile).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..], Read));

    /// <summary>The page itself.</summary>
    public static PageFile Index => Files.Value["index.html"];

    /// <summary>The file of that name; null where there is none.</summary>
    public static PageFile? Find(string name) => Files.Value.GetValueOrDefault(name);

    private static PageFile Read(string name)
    {
        using var resource = typeof(PageFile).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
        return new PageFile(TypeOf(Path.GetExtension(name)), content, tag);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"Say here what a browser is to take a {extension} file for."),
    };
}
