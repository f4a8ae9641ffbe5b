using Mono.Cecil;

namespace MockWs.Architecture;

/// <summary>Which folder may name whose types. A folder is the first word of a namespace below the root's; the root may name all.</summary>
/// <param name="root">The namespace of the root, such as <c>MockWs</c>.</param>
/// <param name="allowed">For each folder the folders it may refer to, besides itself.</param>
internal sealed class FolderRules(string root, IReadOnlyDictionary<string, string[]> allowed)
{
    public const string Root = "";

    /// <summary>The forbidden references of a built assembly, one line each: <c>A.X -> B.Y (in method M)</c>.</summary>
    public IReadOnlyList<string> Violations(string assemblyPath) =>
    [
        .. AssemblyReferences.Read(assemblyPath)
            .Where(reference => FolderOf(reference.From) is { } from && FolderOf(reference.To) is { } to && !MayRefer(from, to))
            .Select(reference => $"{reference.From.FullName} -> {reference.To.FullName} ({reference.Where})")
            .Distinct()
            .Order(StringComparer.Ordinal)
    ];

    private bool MayRefer(string from, string to) =>
        from == to || from == Root || (allowed.TryGetValue(from, out var others) && others.Contains(to));

    private string? FolderOf(TypeReference type) =>
        type.Namespace == root ? Root :
        type.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? type.Namespace[(root.Length + 1)..].Split('.')[0] :
        null;
}
