using System.Diagnostics;

namespace MockWs.Clients;

/// <summary>The programs of others that these tests need, and whether they are here; <c>scripts/test</c> installs them where it can.</summary>
internal static class Programs
{
    /// <summary>The interpreter that Debian's packages belong to.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly string Folder = FindFolder(AppContext.BaseDirectory);

    private static readonly string? Node = FindOnPath("node");

    private static readonly string? Chromium = FindOnPath("chromium", "chromium-browser", "google-chrome");

    /// <summary>The folder of the whole source.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder, "../.."));

    /// <summary>What <c>scripts/publish</c> made, if it did.</summary>
    public static string? NativeTool => Path.Combine(Root, "artifacts/publish") is var folder && Directory.Exists(folder)
        ? Directory.GetFiles(folder, "mockws", SearchOption.AllDirectories).FirstOrDefault()
        : null;

    /// <summary>A file of <c>samples</c>, on the disk.</summary>
    public static string Sample(string name, string file) => Path.Combine(Root, "samples", name, file);

    /// <summary>Runs a script of npm's clients; the test is skipped where Node or the package is missing.</summary>
    public static Task<string> RunNodeAsync(string package, string script, params string[] arguments)
    {
        if (Node is null || !Directory.Exists(Path.Combine(Folder, "node/node_modules", package)))
        {
            Assert.Ignore($"Needs node and {package}: run npm ci in tests/MockWs.Clients/node, or scripts/test.");
        }

        return RunAsync(Node!, [Path.Combine(Folder, "node", script), .. arguments]);
    }

    /// <summary>Drives Chromium by a function of a script; the test is skipped where it is missing.</summary>
    public static Task<string> RunChromiumAsync(string script, string what, params string[] arguments)
    {
        if (Chromium is null)
        {
            Assert.Ignore("Needs Chromium on the PATH: install the package chromium, or run scripts/test.");
        }

        return RunNodeAsync("playwright-core", script, [Chromium!, what, .. arguments]);
    }

    /// <summary>Runs a script with Python websockets; the test is skipped where that is missing.</summary>
    public static async Task<string> RunPythonAsync(string script, params string[] arguments)
    {
        await RequireWebsocketsAsync();
        return await RunAsync(Python, [Path.Combine(Folder, "python", script), .. arguments]);
    }

    /// <summary>Skips the test where Python websockets is missing.</summary>
    public static async Task RequireWebsocketsAsync()
    {
        if (!File.Exists(Python) || await ExitCodeAsync(Python, "-c", "import websockets") != 0)
        {
            Assert.Ignore($"Needs websockets for {Python}: install the package python3-websockets, or run scripts/test.");
        }
    }

    /// <summary>Runs a program to its end, which has to be a success, and gives what it wrote.</summary>
    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        await using var end = TestContext.CurrentContext.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "it wrote {0}{1}", output, await errors);
        return output;
    }

    private static async Task<int> ExitCodeAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        return process.ExitCode;
    }

    private static Process Start(string program, string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>The first of these programs that the PATH leads to.</summary>
    public static string? FindOnPath(params string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static string FindFolder(string from) =>
        File.Exists(Path.Combine(from, "MockWs.Clients.csproj"))
            ? from
            : FindFolder(Path.GetDirectoryName(from) ?? throw new InvalidOperationException("No folder above the tests holds their project."));
}
