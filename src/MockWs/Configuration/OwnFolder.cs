using MockWs.Behaviours;

namespace MockWs.Configuration;

/// <summary>Files in a scenario's own folder: a scenario that somebody else wrote must not read what lies elsewhere on this machine.</summary>
internal static class OwnFolder
{
    /// <summary>The path of a file.</summary>
    /// <param name="folder">The folder; null for a scenario that comes from no file.</param>
    /// <param name="file">The file as the scenario names it.</param>
    /// <exception cref="FormatException">It is not there, or not in the folder, be it by a link.</exception>
    /// <exception cref="IOException">A link leads nowhere.</exception>
    public static string Find(string? folder, string file)
    {
        if (folder is null)
        {
            throw new FormatException("a file is read from the scenario's own folder, and this value comes from no file");
        }

        if (file.Length == 0)
        {
            throw new FormatException("must not be empty");
        }

        var path = Path.GetFullPath(file, folder);
        if (!IsInside(path, folder) || (File.Exists(path) && !IsInside(WithoutLinks(path), WithoutLinks(folder))))
        {
            throw new FormatException($"the file {JsonText.Quote(file)} lies outside the scenario's own folder");
        }

        return File.Exists(path) ? path : throw new FormatException($"there is no file {JsonText.Quote(file)} in the scenario's folder");
    }

    private static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string WithoutLinks(string path)
    {
        var found = Path.GetPathRoot(path)!;
        foreach (var part in path[found.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            found = Path.Combine(found, part);
            FileSystemInfo entry = Directory.Exists(found) ? new DirectoryInfo(found) : new FileInfo(found);
            if (entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                // What it leads to may itself lie behind a link.
                found = WithoutLinks(target.FullName);
            }
        }

        return found;
    }
}
