using System.IO.Compression;
using System.Xml.Linq;

namespace MockWs.Testing.Tests.Packages;

/// <summary>The packages of the library as a user gets them: looked into, installed into a new project that knows nothing of this repository, and run.</summary>
[CancelAfter(600_000)]
internal sealed class PackageTests
{
    [TestCase("MockWs")]
    [TestCase("MockWs.Testing")]
    public void A_package_has_documentation_symbols_a_readme_and_an_icon(string name)
    {
        using var package = ZipFile.OpenRead(PackedPackages.PathOf(name, "nupkg"));
        using var symbols = ZipFile.OpenRead(PackedPackages.PathOf(name, "snupkg"));

        package.Entries.Select(entry => entry.FullName).Should().Contain([$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"]);
        symbols.Entries.Select(entry => entry.FullName).Should().Contain($"lib/net10.0/{name}.pdb");
        PackedPackages.ShouldIntroduceItself(package, name);
    }

    [Test]
    public void The_package_has_code_compiled_ahead_of_time_for_this_machine()
    {
        if (PackedPackages.Ahead.Length == 0)
        {
            Assert.Ignore("Nothing is compiled ahead of time for this machine; scripts/ahead does it.");
        }

        using var package = ZipFile.OpenRead(PackedPackages.PathOf("MockWs", "nupkg"));
        var forAll = package.GetEntry("lib/net10.0/MockWs.dll")!;
        var ahead = package.GetEntry($"runtimes/{PackedPackages.Ahead}/lib/net10.0/MockWs.dll");

        ahead.Should().NotBeNull();
        ahead!.Length.Should().BeGreaterThan(forAll.Length, "it holds what the other does, and the machine code");
    }

    /// <summary>Both ends of what the package is for. The tests are a few of its own, and those of the sample, in memory and over TCP.</summary>
    [TestCase("4.2.2", "6.12.0")]
    [TestCase("5.0.0", "7.2.2")]
    public async Task A_new_project_installs_the_packages_and_its_tests_pass(string nunit, string fluentAssertions, CancellationToken cancellation)
    {
        var project = Directory.CreateDirectory(Path.Combine(PackedPackages.Folder, $"nunit-{nunit}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "nuget.config"), NuGetConfig, cancellation);
        await File.WriteAllTextAsync(Path.Combine(project, "Consumer.csproj"), Project(nunit, fluentAssertions), cancellation);
        await File.WriteAllTextAsync(Path.Combine(project, "ConsumerTests.cs"), Tests, cancellation);

        // What this machine has already is not fetched again.
        var environment = PackedPackages.NewEnvironment();
        await DotNet.RunAsync(project, environment, cancellation, "build", "--disable-build-servers");
        foreach (var feed in (string[])["memory", "tcp"])
        {
            environment["FEED_OVER"] = feed;
            var output = await DotNet.RunAsync(project, environment, cancellation, "test", "--no-build", "--logger", "console;verbosity=normal");

            output.Should().ContainAll(
                "Passed The_client_is_answered", "Passed A_scope_gathers_failures", "Passed An_hour_of_heartbeats_keeps_one_connection",
                $"with NUnit {nunit}, FluentAssertions {fluentAssertions}, the feed over {feed}");
            if (PackedPackages.Ahead is { Length: > 0 } ahead)
            {
                output.Should().Contain($"MockWs from runtimes/{ahead}/lib/net10.0/MockWs.dll", "the code made ahead of time is what a test gets");
            }
        }
    }

    private static string CacheOfThisMachine => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string NuGetConfig =>
        $"""
        <configuration>
          <packageSources><add key="packed" value="{PackedPackages.Source}" /></packageSources>
          <fallbackPackageFolders><add key="here" value="{CacheOfThisMachine}" /></fallbackPackageFolders>
        </configuration>
        """;

    private const string Tests =
        """
        using System.Reflection;
        using FluentAssertions.Execution;
        using Microsoft.Extensions.Time.Testing;

        public sealed class ConsumerTests : MockWsFixture
        {
            private readonly FakeTimeProvider _clock = new();

            protected override void Configure(MockWsServerBuilder mock) => mock.InMemory().UseTime(_clock).At("/chat", chat => chat
                .OnOpen(then => then.SendJson(new { type = "welcome", id = "{{uuid}}" }))
                .Every(1.Seconds(), tick => tick.Send("tick"))
                .When(Text.Is("ping"), then => then.Send("pong to {{message.text}}")));

            [Test]
            public async Task The_client_is_answered()
            {
                using var client = await Server.ConnectAsync("/chat");
                await client.ReceiveTextAsync();
                Assert.That(await client.EchoAsync("ping"), Is.EqualTo("pong to ping"));
                await client.CloseAsync();
                Server.Should().HaveReceivedText("ping").Exactly(1).And.HaveClosedWith(1000);
            }

            [Test]
            public async Task Half_a_minute_goes_by()
            {
                using var client = await Server.ConnectAsync("/chat");
                await _clock.AdvanceAsync(Server, 30.Seconds());
                Server.Journal.Count(entry => entry.Text == "tick").Should().Be(30);
                await Server.Should().Within(10.Milliseconds()).Never().HaveReceivedText("ping");
            }

            [Test]
            public void A_failure_is_one_of_NUnit()
            {
                Assert.That(() => Server.Should().HaveReceivedText("ping"), Throws.InstanceOf<AssertionException>().With.Message.Contains("no message at all"));
                TestContext.Progress.WriteLine($"with NUnit {VersionOf<TestAttribute>()}, FluentAssertions {VersionOf<AssertionScope>()}, the feed over {Environment.GetEnvironmentVariable("FEED_OVER")}");
                TestContext.Progress.WriteLine($"MockWs from {Path.GetRelativePath(AppContext.BaseDirectory, typeof(MockWsServer).Assembly.Location).Replace('\\', '/')}");
            }

            [Test]
            public void A_scope_gathers_failures()
            {
                using var scope = new AssertionScope("the feed");
                Server.Should().HaveReceivedText("ping", "it is {0}", "alive");
                Server.Should().HaveReconnected(2, Backoff.Exponential(1.Seconds(), jitter: 0.1));
                1.Should().Be(2);
                scope.Discard().Should().HaveCount(3).And.Contain(failure => failure.Contains("Expected the feed to have received") && failure.Contains("because it is alive"));
            }

            private static string VersionOf<T>() =>
                typeof(T).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        }
        """;

    private static string Project(string nunit, string fluentAssertions) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="{PackedPackages.Root}/samples/NUnitSuite/Client/*.cs;{PackedPackages.Root}/samples/NUnitSuite/Suite/*.cs" />
            <Using Include="FluentAssertions;FluentAssertions.Extensions;MockWs;MockWs.Expectations;MockWs.Testing;NUnit.Framework" />
            <PackageReference Include="MockWs.Testing" Version="{PackedPackages.Version}" />
            <PackageReference Include="NUnit" Version="{nunit}" />
            <PackageReference Include="FluentAssertions" Version="[{fluentAssertions}]" />
            <PackageReference Include="NUnit3TestAdapter" Version="{VersionOf("NUnit3TestAdapter")}" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{VersionOf("Microsoft.NET.Test.Sdk")}" />
          </ItemGroup>
        </Project>
        """;

    private static string VersionOf(string package) => XDocument.Load(Path.Combine(PackedPackages.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(one => one.Attribute("Include")?.Value == package).Attribute("Version")!.Value;
}
