using System.Diagnostics;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using MockWs.Clients;

namespace MockWs.Testing.Tests.Packages;

/// <summary>The package of the tool as a user gets it: looked into, installed with <c>dotnet tool install</c>, and run.</summary>
[CancelAfter(300_000)]
internal sealed class ToolPackageTests
{
    private const string Name = "MockWs.Tool";

    private string _tools = "";

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        _tools = Path.Combine(PackedPackages.Folder, "tools");
        var config = Path.Combine(PackedPackages.Folder, "nuget.config");
        await File.WriteAllTextAsync(config, $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{PackedPackages.Source}" /></packageSources>
            </configuration>
            """);
        await DotNet.RunAsync(
            PackedPackages.Folder, PackedPackages.NewEnvironment(), CancellationToken.None,
            "tool", "install", Name, "--tool-path", _tools, "--version", PackedPackages.Version, "--configfile", config);
    }

    [Test]
    public void The_package_has_all_that_the_tool_needs_symbols_a_readme_and_an_icon()
    {
        using var package = ZipFile.OpenRead(PackedPackages.PathOf(Name, "nupkg"));
        using var symbols = ZipFile.OpenRead(PackedPackages.PathOf(Name, "snupkg"));

        package.Entries.Select(entry => entry.Name).Should()
            .Contain(["DotnetToolSettings.xml", "MockWs.Server.dll", "MockWs.dll", "Fluid.dll", "System.CommandLine.dll"])
            .And.NotContain(name => name.StartsWith("MockWs", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal));
        symbols.Entries.Select(entry => entry.Name).Should().Contain("MockWs.Server.pdb");
        PackedPackages.ShouldIntroduceItself(package, Name);
    }

    [Test]
    public async Task The_installed_tool_says_its_version()
    {
        await using var tool = Start("--version");
        (await tool.EndAsync()).Should().Be((0, ""));
        tool.Lines.Should().ContainSingle().Which.Should().MatchRegex(@"^\d+\.\d+\.\d+");
    }

    [Test]
    public async Task The_installed_tool_serves_a_scenario_and_ends_with_0_at_SIGTERM()
    {
        await using var tool = Start("verify", Scenario("""
            { "endpoints": [ { "path": "/chat", "rules": [ { "when": { "text": "hi" }, "then": [ { "send": "{{message.text | upcase}}" } ], "expect": { "times": 1 } } ] } ] }
            """), "--port", "0");
        using (var client = new ClientWebSocket())
        {
            await client.ConnectAsync(new Uri(await tool.UrlAsync("ws"), "/chat"), Cancellation);
            (await client.EchoAsync("hi")).Should().Be("HI");
            await client.CloseAsync();
        }

        await tool.TerminateAsync();
        (await tool.EndAsync()).Should().Be((0, ""));
    }

    [Test]
    public async Task The_installed_tool_echoes_without_a_scenario()
    {
        await using var tool = Start("--port", "0");
        using var client = new ClientWebSocket();
        await client.ConnectAsync(await tool.UrlAsync("ws"), Cancellation);
        (await client.EchoAsync("hello")).Should().Be("hello");
    }

    [Test]
    public async Task The_installed_tool_ends_with_2_at_a_wrong_scenario_or_option()
    {
        await using var valid = Start("validate", Scenario("""{ "endpoints": [] }"""));
        await using var wrong = Start("validate", Scenario("""{ "endpoint": [] }"""));
        await using var unknown = Start("--prot", "8080");

        (await valid.EndAsync()).Should().Be((0, ""));
        (await wrong.EndAsync()).Should().Match<(int ExitCode, string Errors)>(end => end.ExitCode == 2 && end.Errors.Contains("endpoints"));
        (await unknown.EndAsync()).Should().Match<(int ExitCode, string Errors)>(end => end.ExitCode == 2 && end.Errors.Contains("--prot"));
    }

    private static string Scenario(string json)
    {
        var file = Path.Combine(PackedPackages.Folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json, new UTF8Encoding(false));
        return file;
    }

    private ToolProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_tools, "mockws"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Where .NET is on this machine; a user's profile has it where it is in no usual place.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        return ToolProcess.Of(Process.Start(start)!);
    }
}
