using System.Collections.Concurrent;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace MockWs.Testing;

/// <summary>
/// A base class for fixtures: each test has a <see cref="Server"/> of its own, which is inspected and stopped when the test is over. The transcript
/// is in the test's output, and in a file where the test failed. Tests may run in parallel, also those of one instance
/// (<c>[Parallelizable(ParallelScope.All)]</c>), and each may have an instance of its own (<c>LifeCycle.InstancePerTestCase</c>).
/// </summary>
/// <example><code>
/// internal sealed class ChatTests : MockWsFixture
/// {
///     protected override void Configure(MockWsServerBuilder mock) => mock.InMemory().At("/chat", chat => chat.When(Text.Is("ping"), then => then.Send("pong")));
///
///     [Test]
///     public async Task The_client_pings()
///     {
///         await using var client = await ChatClient.ConnectAsync(Server.UrlOf("/chat"), Server.CreateHandler());
///         await Server.Should().Within(2.Seconds()).HaveReceivedText("ping");
///     }
/// }
/// </code></example>
public abstract class MockWsFixture
{
    private readonly ConcurrentDictionary<string, TestServers> _servers = new(StringComparer.Ordinal);
    private SharedServer? _shared;

    /// <summary>The server of the test that is running; of the whole fixture where <see cref="Life"/> says so.</summary>
    /// <exception cref="InvalidOperationException">No test is running.</exception>
    protected MockWsServer Server => (_shared?.Servers ?? Servers).First;

    /// <summary>How long a server lives. Default: a test.</summary>
    protected virtual ServerLife Life => ServerLife.Test;

    /// <summary>
    /// What fails a test when it is over. A single test or fixture leaves some out with <see cref="WithoutChecksAttribute"/>. Default: all.
    /// </summary>
    protected virtual ServerChecks Checks => ServerChecks.All;

    private TestServers Servers => _servers.TryGetValue(TestContext.CurrentContext.Test.ID, out var servers)
        ? servers
        : throw new InvalidOperationException("There is a server while a test runs, from the SetUp of MockWsFixture to its TearDown, and not now.");

    /// <summary>Says how each server is to be; without it, an echo on a free port of localhost.</summary>
    /// <param name="mock">The builder of a server that starts.</param>
    protected virtual void Configure(MockWsServerBuilder mock)
    {
    }

    /// <summary>Starts a further server for the test that is running; it is inspected and stopped with the test.</summary>
    /// <param name="configure">Says how the server is to be; <see cref="Configure"/> has no part in it.</param>
    protected async Task<MockWsServer> StartServerAsync(Action<MockWsServerBuilder> configure)
    {
        var server = await MockWsServer.StartAsync(configure).ConfigureAwait(false);
        _servers.GetOrAdd(TestContext.CurrentContext.Test.ID, _ => new TestServers()).Add(server);
        return server;
    }

    /// <summary>Starts the server of the fixture, if there is one. NUnit calls it.</summary>
    [OneTimeSetUp]
    public static async Task StartServerOfFixtureAsync()
    {
        // Where each test has an instance of its own there is none yet, and the first test starts the server.
        if (TestExecutionContext.CurrentContext.TestObject is MockWsFixture fixture)
        {
            await fixture.ShareServerAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Inspects what no test has, and stops the server of the fixture. NUnit calls it.</summary>
    [OneTimeTearDown]
    public static Task StopServerOfFixtureAsync() => SharedServer.EndAsync();

    /// <summary>Starts the server of a test. NUnit calls it.</summary>
    [SetUp]
    public async Task StartServerAsync()
    {
        await ShareServerAsync().ConfigureAwait(false);
        if (Life == ServerLife.Test)
        {
            await StartServerAsync(Configure).ConfigureAwait(false);
        }
    }

    /// <summary>Inspects and stops the servers of a test. NUnit calls it.</summary>
    [TearDown]
    public async Task StopServersAsync()
    {
        var checks = Checks & ~WithoutChecksAttribute.Of(TestContext.CurrentContext);
        var hasFailed = TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed;
        _servers.TryRemove(TestContext.CurrentContext.Test.ID, out var own);
        if (_shared is { } shared)
        {
            // Other tests of the fixture may be at work, and have their clients.
            await shared.Servers.InspectSharedAsync(checks & ~ServerChecks.OpenConnections, hasFailed).ConfigureAwait(false);
        }

        if (own is not null)
        {
            await own.EndAsync(checks, hasFailed).ConfigureAwait(false);
        }
    }

    private async Task ShareServerAsync()
    {
        if (Life == ServerLife.Fixture)
        {
            _shared ??= await SharedServer.OfFixtureAsync(Configure, Checks).ConfigureAwait(false);
        }
    }
}
