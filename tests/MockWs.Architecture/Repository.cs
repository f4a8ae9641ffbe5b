using System.Diagnostics;

namespace MockWs.Architecture;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The files that git holds, or would hold after <c>git add</c>: paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>Runs a program at the root and gives what it wrote; a failure of it is an exception with what it said.</summary>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}: {errors.Result}");
    }

    private static IReadOnlyList<string> ListFiles() =>
    [
        // A clone that another user owns, as in a container, is one that git refuses to read without safe.directory.
        .. Run("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(PathOf(file)))
    ];

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "MockWs.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds MockWs.sln."));
}
