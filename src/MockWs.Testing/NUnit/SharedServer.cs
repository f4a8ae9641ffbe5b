using System.Collections.Concurrent;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace MockWs.Testing;

/// <summary>The server that all tests of a fixture share, whether they are of one instance or each of its own. Safe for concurrent use.</summary>
/// <param name="Servers">The server, and nothing else.</param>
/// <param name="Checks">What fails the fixture when all its tests are over.</param>
internal sealed record SharedServer(TestServers Servers, ServerChecks Checks)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<SharedServer>>> OfFixtures = new(StringComparer.Ordinal);

    /// <summary>The server of the fixture that is running; whoever asks first starts it.</summary>
    public static Task<SharedServer> OfFixtureAsync(Action<MockWsServerBuilder> configure, ServerChecks checks) =>
        OfFixtures.GetOrAdd(FixtureId(), _ => new Lazy<Task<SharedServer>>(() => StartAsync(configure, checks))).Value;

    /// <summary>Inspects and stops the server of the fixture that is running, if it has one.</summary>
    public static async Task EndAsync()
    {
        if (OfFixtures.TryRemove(FixtureId(), out var started))
        {
            var (servers, checks) = await started.Value.ConfigureAwait(false);
            await servers.EndAsync(checks & ~WithoutChecksAttribute.Of(TestContext.CurrentContext), hasFailed: false).ConfigureAwait(false);
        }
    }

    private static async Task<SharedServer> StartAsync(Action<MockWsServerBuilder> configure, ServerChecks checks)
    {
        var servers = new TestServers();
        servers.Add(await MockWsServer.StartAsync(configure).ConfigureAwait(false));
        return new SharedServer(servers, checks);
    }

    private static string FixtureId()
    {
        ITest? test = TestExecutionContext.CurrentContext.CurrentTest;
        while (test is not (null or TestFixture))
        {
            test = test.Parent;
        }

        return test?.Id ?? throw new InvalidOperationException("There is a server of a fixture while its tests run, and not now.");
    }
}
