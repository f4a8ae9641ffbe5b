using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MockWs.Benchmarks.Rules;

/// <summary>The command line of what rules and replies cost.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        var command = new Command("rules", "Measure a message through 10, 1,000 and 10,000 rules of each kind, and a templated reply beside a fixed one.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "mockws-benchmarks");
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Unicode)
            .WithArtifactsPath(folder);
        return BenchmarkRunner.Run([typeof(RuleCost), typeof(ReplyCost)], config).All(summary => !summary.HasCriticalValidationErrors) ? 0 : 1;
    }
}
