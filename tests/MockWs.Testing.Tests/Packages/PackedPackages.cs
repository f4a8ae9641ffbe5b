using System.IO.Compression;
using System.Runtime.InteropServices;

namespace MockWs.Testing.Tests.Packages;

/// <summary>Packs what <c>scripts/pack</c> does, from what was built for this test run, into a folder that goes again.</summary>
[SetUpFixture]
internal sealed class PackedPackages
{
    public const string Version = "0.0.1-packed";

    /// <summary>The folder of the whole source.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The machine that the library was compiled for ahead of time, by <c>scripts/ahead</c>; empty if it was not.</summary>
    public static string Ahead { get; } =
        File.Exists(Path.Combine(Root, "src/MockWs/obj/Release/ahead", RuntimeInformation.RuntimeIdentifier, "MockWs.dll")) ? RuntimeInformation.RuntimeIdentifier : "";

    /// <summary>Where tests may write.</summary>
    public static string Folder { get; private set; } = "";

    /// <summary>The packages, a source for NuGet.</summary>
    public static string Source => Path.Combine(Folder, "packages");

    public static string PathOf(string package, string extension) => Path.Combine(Source, $"{package}.{Version}.{extension}");

    /// <summary>The environment of a command that installs packages: they do not stay on this machine.</summary>
    public static Dictionary<string, string> NewEnvironment() => new()
    {
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "cache"),
    };

    /// <summary>What a person sees of a package before it is installed.</summary>
    public static void ShouldIntroduceItself(ZipArchive package, string name)
    {
        using var description = new StreamReader(package.GetEntry($"{name}.nuspec")!.Open());
        description.ReadToEnd().Should()
            .Contain("<readme>README.md</readme>").And.Contain("<icon>icon.png</icon>").And.Contain("<license type=\"expression\">MIT</license>");
        package.Entries.Select(entry => entry.FullName).Should().Contain(["README.md", "icon.png"]);
    }

    [OneTimeSetUp]
    public async Task PackAsync()
    {
        Folder = Directory.CreateTempSubdirectory("mockws-packages-").FullName;
        var configuration = new DirectoryInfo(TestContext.CurrentContext.TestDirectory).Parent!.Name;
        var environment = NewEnvironment();
        environment.Remove("NUGET_PACKAGES"); // nothing is installed here
        foreach (var project in (string[])["MockWs", "MockWs.Testing", "MockWs.Server"])
        {
            await DotNet.RunAsync(
                Root, environment, CancellationToken.None,
                "pack", $"src/{project}", "--no-build", "--configuration", configuration, "--output", Source, $"-p:Version={Version}", $"-p:AheadFor={Ahead}");
        }
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "MockWs.sln"))
            ? folder.FullName
            : FindRoot(folder.Parent ?? throw new InvalidOperationException("No folder above the tests holds MockWs.sln."));
}
