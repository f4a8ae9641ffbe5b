using System.Diagnostics;
using System.Text.Json;

namespace MockWs.ClientTable;

/// <summary>Where a client goes, and what it says there: <c>talk</c>, <c>close</c> or <c>ping</c>.</summary>
public sealed record Target(Uri Url, string Does);

/// <summary>What a program sees that uses a client.</summary>
/// <param name="IsOpen">Whether it was told that the connection is open.</param>
/// <param name="Messages">The messages that it got.</param>
/// <param name="Waits">Whether it still waited when its time was over.</param>
/// <param name="Pong">What becomes of its ping, where it is told of that; null for nothing.</param>
/// <param name="Error">What it was told that went wrong; null for nothing.</param>
/// <param name="Code">The close code that it was told; null for none.</param>
public sealed record Seen(bool IsOpen, IReadOnlyList<string> Messages, bool Waits = false, string? Pong = null, string? Error = null, int? Code = null);

/// <summary>A column of the table.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="MeetAsync">Meets all targets at once, each for a time at the most; gives the client's version, and what was seen of each.</param>
public sealed record Client(string Name, Func<IReadOnlyList<Target>, TimeSpan, Task<(string Version, IReadOnlyList<Seen> Seen)>> MeetAsync)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>The client of .NET, which needs no program of others.</summary>
    public static Client DotNet { get; } = new(".NET `ClientWebSocket`", DotNetClient.MeetAsync);

    /// <summary>All of them.</summary>
    /// <param name="chromium">Where Chromium is.</param>
    public static IReadOnlyList<Client> All(string chromium) =>
    [
        Scripted("npm `ws`", "node", "node/faults.mjs"),
        Scripted("Python `websockets`", "/usr/bin/python3", "python/faults.py"),
        DotNet,
        Scripted("Chromium", "node", "node/browser-faults.mjs", chromium, "meet"),
    ];

    /// <summary>A client that a program of its own language drives.</summary>
    private static Client Scripted(string name, string program, string script, params string[] arguments) => new(name, async (targets, patience) =>
    {
        using var process = Process.Start(new ProcessStartInfo(program, [Path.Combine("tests/MockWs.Clients", script), .. arguments, $"{patience.TotalSeconds}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(targets, Web));
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var printed = process.ExitCode == 0 ? JsonSerializer.Deserialize<Printed>(output, Web) : null;
        return printed is null ? throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {output}") : (printed.Version, printed.Seen);
    });

    private sealed record Printed(string Version, IReadOnlyList<Seen> Seen);
}
