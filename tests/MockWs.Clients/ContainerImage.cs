using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MockWs.Clients;

/// <summary>The image of the tool, built once by <c>scripts/container</c>, and the engine that runs it.</summary>
internal static class ContainerImage
{
    private const string Tag = "localhost/mockws-tests";

    private static readonly string? Engine = Programs.FindOnPath("podman") ?? Programs.FindOnPath("docker");

    private static readonly Lazy<Task<string?>> Image = new(BuildAsync);

    /// <summary>Runs a command of the engine to its end; the test is skipped where there is no engine, no native binary, or no right to run one.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        if (await Image.Value is { } obstacle)
        {
            Assert.Ignore(obstacle);
        }

        using var process = Start(Engine!, arguments);
        return await EndAsync(process);
    }

    /// <summary>Starts the tool in a container that shares this machine's ports and may write nothing.</summary>
    public static async Task<Process> StartAsync(string name, string[] options, string[] arguments)
    {
        await RunAsync("version");
        return Start(
            Engine!, ["run", "--rm", "--name", name, "--read-only", "--cap-drop", "all", "--network", "host", "--no-healthcheck", .. options, Tag, .. arguments]);
    }

    /// <summary>What the engine knows of the image, by a template of Go.</summary>
    public static async Task<string> InspectAsync(string template)
    {
        var (exitCode, output) = await RunAsync("image", "inspect", "--format", template, Tag);
        exitCode.Should().Be(0, "it wrote {0}", output);
        return output.Trim();
    }

    /// <summary>Runs the pipeline of <c>samples/CiContainer</c> with the image.</summary>
    public static async Task<(int ExitCode, string Output)> RunPipelineAsync(string folder)
    {
        await RunAsync("version");
        await Programs.RequireWebsocketsAsync();
        using var process = Start(Programs.Sample("CiContainer", "pipeline"), [folder], ("IMAGE", Tag), ("PORT", $"{FreePort()}"), ("PYTHON", Programs.Python));
        return await EndAsync(process);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string?> BuildAsync()
    {
        if (Engine is null)
        {
            return "Needs podman or docker on the PATH: install the package podman, or run scripts/test.";
        }

        if (Programs.NativeTool is null)
        {
            return "Needs the native binary: run scripts/publish, or scripts/test.";
        }

        using var trial = Start(Engine, ["info"]);
        if (await EndAsync(trial) is (not 0, var why))
        {
            return $"The engine of containers does not run here: {why}";
        }

        using var build = Start(Path.Combine(Programs.Root, "scripts/container"), [Tag]);
        var (exitCode, output) = await EndAsync(build);
        return exitCode == 0 ? null : throw new InvalidOperationException($"scripts/container failed: {output}");
    }

    private static Process Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // Where limits of processes may not be raised, as inside another container, and crun does not run.
        start.Environment["CONTAINERS_CONF"] = Path.Combine(AppContext.BaseDirectory, "containers.conf");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output)> EndAsync(Process process)
    {
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
