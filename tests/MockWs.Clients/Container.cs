namespace MockWs.Clients;

/// <summary>The tool in a container, which is gone at the end.</summary>
internal sealed class Container : IAsyncDisposable
{
    private readonly string _name;

    private Container(string name, ToolProcess tool) => (_name, Tool) = (name, tool);

    /// <summary>What it writes, and its end.</summary>
    public ToolProcess Tool { get; }

    /// <summary>Starts one that shares this machine's ports and may write nothing; the test is skipped where none can be run.</summary>
    /// <param name="options">What else is to hold for the container.</param>
    /// <param name="arguments">The arguments of the tool.</param>
    public static async Task<Container> StartAsync(string[] options, params string[] arguments)
    {
        var name = $"mockws-{Guid.NewGuid():N}";
        return new Container(name, ToolProcess.Of(await ContainerImage.StartAsync(name, options, arguments)));
    }

    /// <summary>Runs a program inside of it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExecuteAsync(params string[] command) => (await ContainerImage.RunAsync(["exec", _name, .. command])).ExitCode;

    /// <summary>Sends SIGTERM, and SIGKILL after a second.</summary>
    public Task StopAsync() => ContainerImage.RunAsync("stop", "--time", "1", _name);

    public async ValueTask DisposeAsync()
    {
        await ContainerImage.RunAsync("kill", _name);
        await Tool.DisposeAsync();
    }
}
