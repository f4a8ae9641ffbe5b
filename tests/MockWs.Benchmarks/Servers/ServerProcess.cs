using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace MockWs.Benchmarks.Servers;

/// <summary>
/// A server in a process of its own, on a core of its own where taskset is there to pin it. The process writes its port when it
/// is ready; to each line on its input it collects its garbage and answers with a line; at the end of its input it ends.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The core that every server has for itself while it is its turn.</summary>
    public const string Core = "0";

    private static readonly string Peers = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../peers"));

    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Why servers cannot be pinned to a core, or null when they can.</summary>
    public static string? WhyNotPinned { get; } =
        !OnPath("taskset") ? "taskset is missing" : Cores.Online < 2 ? "the machine has one core" : null;

    public static bool IsInstalled(ServerKind kind) => kind != ServerKind.Ws || (OnPath("node") && Directory.Exists(Path.Combine(Peers, "node_modules")));

    public static ServerProcess Start(ServerKind kind)
    {
        var command = CommandOf(kind);
        if (WhyNotPinned is null)
            command = ["taskset", "-c", Core, .. command];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadLine();
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return new ServerProcess(process, port);
        process.Kill();
        throw new InvalidOperationException($"{kind} wrote no port: {line}");
    }

    /// <summary>How long the server has kept a core busy until now, in seconds.</summary>
    public double BusySeconds()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>The bytes resident in memory once the server has collected its garbage.</summary>
    public long SettledResidentBytes()
    {
        _process.StandardInput.WriteLine("settle");
        _process.StandardOutput.ReadLine();
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string[] CommandOf(ServerKind kind) => kind == ServerKind.Ws
        ? ["node", "--expose-gc", Path.Combine(Peers, "ws-echo.mjs")]
        : [Environment.ProcessPath!, Assembly.GetExecutingAssembly().Location, "serve", kind.ToString()];

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
