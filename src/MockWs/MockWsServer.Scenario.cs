using MockWs.Behaviours;
using MockWs.Configuration;
using MockWs.Language;

namespace MockWs;

/// <content>How the server is, written and told anew.</content>
public sealed partial class MockWsServer
{
    private MockWsServerOptions _options;
    private ScenarioWatcher? _watcher;

    /// <summary>Writes the server as a JSON scenario that says the same; all but the certificate and the clock.</summary>
    /// <exception cref="InvalidOperationException">Some of it is code, such as a predicate; the message names endpoint and rule.</exception>
    public string ToJson() => ScenarioFormat.ToJson(_options);

    /// <summary>Whether the server was used as it expects, from its start or its last reset.</summary>
    internal Verification Verify() => Verification.Of(_core);

    /// <summary>The rules that are expected to answer so many times, and how often they did.</summary>
    internal IReadOnlyList<VerifiedRule> VerifiedRules => Verification.RulesOf(_core);

    /// <summary>What the server remembers.</summary>
    internal ServerState State => _core.Hub.State;

    /// <summary>Changes what the server remembers; see <see cref="Sessions.SessionHub.Replace"/>.</summary>
    internal void SetState(IEnumerable<KeyValuePair<string, string>>? names, IEnumerable<KeyValuePair<string, long>>? counters) =>
        _core.Hub.Replace(names, counters);

    /// <summary>
    /// Says anew how the server is to be, for the clients that come from now on: endpoints, and the settings of the handshake, of messages and of
    /// timeouts. Clients that are there keep what they have. Connections are counted from the beginning again; states stay until a reset. Where
    /// the server listens, its certificate, clock, journal and seed, and how long stopping may take, cannot change any more: what is said of them is left
    /// out.
    /// </summary>
    /// <param name="configure">Says all of it, as when the server starts: what it does not say is as if it had never been said.</param>
    /// <exception cref="ScenarioException">A scenario is wrong; the server goes on as it was. So it does after any exception of this method.</exception>
    /// <exception cref="ArgumentException">A setting is wrong, or an endpoint cannot be had over this server's backend.</exception>
    public void Reconfigure(Action<MockWsServerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new MockWsServerBuilder();
        configure(builder);
        lock (_lock)
        {
            builder.Options.Keep(_options);
            builder.Options.Validate();
            _options = builder.Options;
            _core.Use(_options);
            _ = _core.Ports.ReconfigureAsync(StartFaults, StartChance);
        }
    }

    private ScenarioReload ReconfigureAnew(Action<MockWsServerBuilder> configure)
    {
        IReadOnlyList<string> warnings = [];
        try
        {
            Reconfigure(mock =>
            {
                configure(mock);
                warnings = mock.Warnings;
            });
            return new ScenarioReload(warnings, null);
        }
        catch (Exception e)
        {
            // The test author's own code may throw whatever it likes.
            return new ScenarioReload([], e);
        }
    }
}
