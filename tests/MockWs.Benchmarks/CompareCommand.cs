using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;
using MockWs.Benchmarks.Load;
using MockWs.Benchmarks.Report;
using MockWs.Benchmarks.Scenarios;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks;

/// <summary>The command line of the comparison.</summary>
internal static class CompareCommand
{
    // A process holds more descriptors than its connections: its runtime, its pipes, its listeners.
    private const int DescriptorsBesideConnections = 500;

    private static readonly string[] ScenarioNames = ["throughput", "latency", "large", "handshakes", "idle"];

    private static readonly Dictionary<string, ServerKind> Servers = Enum.GetValues<ServerKind>().ToDictionary(kind => kind.Name());

    public static RootCommand Create()
    {
        var scenarios = new Argument<string[]>("scenario")
        {
            Description = "What to measure; all when none is named.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        scenarios.AcceptOnlyFromAmong(ScenarioNames);
        var servers = new Option<string>("--servers")
        {
            Description = "The servers, with commas between them; the others are compared with the first.",
            DefaultValueFactory = _ => string.Join(',', Servers.Keys),
        };
        servers.Validators.Add(RefuseUnknownServers);
        var rounds = new Option<int>("--rounds") { Description = "How many turns each server has.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<double>("--seconds") { Description = "How long a turn is.", DefaultValueFactory = _ => 2 };
        var connections = new Option<int>("--connections") { Description = "How many connections are idle.", DefaultValueFactory = _ => 10_000 };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown." };

        AtLeast(rounds, 1);
        AtLeast(seconds, 0.1);
        AtLeast(connections, 1);

        var command = new RootCommand("Compares the echo of MockWs with that of its peers.") { scenarios, servers, rounds, seconds, connections, markdown };
        command.SetAction(parsed => Compare(
            Select(parsed.GetValue(scenarios)!, parsed.GetValue(connections)),
            [.. parsed.GetValue(servers)!.Split(',').Distinct().Select(name => Servers[name])],
            parsed.GetValue(rounds),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            parsed.GetValue(markdown)));
        return command;
    }

    private static int Compare(IScenario[] scenarios, ServerKind[] servers, int rounds, TimeSpan duration, bool asMarkdown)
    {
        foreach (var missing in servers.Where(server => !ServerProcess.IsInstalled(server)))
            Console.Error.WriteLine($"{missing.Name()} is left out: it is not installed (scripts/bench installs it where npm is)");
        var installed = servers.Where(ServerProcess.IsInstalled).ToArray();
        if (installed.Length == 0)
            return 1;
        var report = new ReportWriter(Console.Out, installed[0], asMarkdown);
        report.WriteSetting(rounds, duration);
        var comparisons = new List<Comparison>();
        foreach (var scenario in scenarios)
        {
            comparisons.Add(Comparison.Run(scenario, installed, rounds, duration));
            report.Write(comparisons[^1]);
        }
        report.WriteVerdict(comparisons);
        return 0;
    }

    private static IScenario[] Select(string[] names, int connections)
    {
        var possible = Math.Min(connections, Cores.OpenFiles - DescriptorsBesideConnections);
        IScenario[] all =
        [
            new ThroughputScenario("throughput", "32-byte text, 16 connections, 64 in flight on each",
                EchoMessage.Text(32), connections: 16, window: 64, new Metric("M msg/s", "0.00"), perMessage: 1e-6),
            new LatencyScenario(),
            new ThroughputScenario("large", "64 KiB binary, 4 connections, 4 in flight on each; payload echoed",
                EchoMessage.Binary(64 * 1024), connections: 4, window: 4, new Metric("GB/s", "0.00"), perMessage: 64 * 1024 * 1e-9),
            new HandshakeScenario(),
            new IdleScenario(possible),
        ];
        return names.Length == 0 ? all : [.. all.Where(scenario => names.Contains(scenario.Name))];
    }

    private static void AtLeast<T>(Option<T> option, T least)
        where T : INumber<T> => option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is { } value && value < least)
                result.AddError($"{option.Name} is at least {least}");
        });

    private static void RefuseUnknownServers(OptionResult result)
    {
        foreach (var name in result.GetValueOrDefault<string>()!.Split(',').Where(name => !Servers.ContainsKey(name)))
            result.AddError($"'{name}' is no server; there are {string.Join(", ", Servers.Keys)}");
    }
}
