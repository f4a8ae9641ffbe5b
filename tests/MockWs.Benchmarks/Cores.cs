namespace MockWs.Benchmarks;

/// <summary>What the kernel says about this process and its machine; on a kernel without /proc it says nothing.</summary>
internal static class Cores
{
    /// <summary>The cores of the machine, whatever this process is pinned to.</summary>
    public static int Online { get; } = File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal))
        : Environment.ProcessorCount;

    /// <summary>The cores that this process may run on, such as <c>1</c> or <c>0-3</c>.</summary>
    public static string Allowed { get; } = ValueOf("/proc/self/status", "Cpus_allowed_list:") ?? "any";

    /// <summary>How many descriptors this process may open.</summary>
    public static int OpenFiles { get; } =
        int.TryParse(ValueOf("/proc/self/limits", "Max open files")?.Split(' ')[0], out var limit) ? limit : int.MaxValue;

    /// <summary>How many threads of the whole machine wanted a core in the last minute, on average: noise, before a comparison.</summary>
    public static string LoadAverage => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? ValueOf(string file, string key) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim()
        : null;
}
