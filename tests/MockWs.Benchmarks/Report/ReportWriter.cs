using System.Runtime.InteropServices;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Report;

/// <summary>Writes what was measured, as a person reads it; the subject is the server that the others are compared with.</summary>
internal sealed class ReportWriter(TextWriter output, ServerKind subject, bool asMarkdown)
{
    public void WriteSetting(int rounds, TimeSpan duration)
    {
        output.WriteLine($"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Cores.Online} cores, load average {Cores.LoadAverage}");
        output.WriteLine(ServerProcess.WhyNotPinned is { } reason
            ? $"servers and load client are not pinned: {reason}"
            : $"servers pinned to core {ServerProcess.Core}, the load client to {Cores.Allowed}; {Cores.OpenFiles:#,0} open files allowed");
        output.WriteLine($"{rounds} rounds of {duration.TotalSeconds} s a server, in turns, after a warm-up: median (least–greatest)");
        output.WriteLine("\"of processor\": for each second that the server itself kept a core busy; steadier where others use the machine");
    }

    public void Write(Comparison comparison)
    {
        var metrics = comparison.Scenario.Metrics;
        WriteHeading($"{comparison.Scenario.Name}: {comparison.Scenario.Title}");
        var table = new Table(["server", .. metrics.SelectMany(metric => Columns(metric.IsCompared, metric.Unit, $"{subject.Name()} / it"))]);
        foreach (var server in comparison.Servers)
        {
            table.Add([server.Name(), .. metrics.SelectMany((metric, i) => Columns(
                metric.IsCompared,
                comparison.Of(server, i).Print(metric.Format),
                server == subject ? "" : comparison.Ratio(subject, server, i)?.Print("0.00") ?? ""))]);
        }
        table.WriteTo(output, asMarkdown);
        if (comparison.Servers.Contains(ServerKind.Sink))
            output.WriteLine((asMarkdown ? "\n" : "") + "The sink reads no frames: the load client's own ceiling is no lower. Polls in vain: how often the client found nothing to do.");
    }

    public void WriteVerdict(IReadOnlyList<Comparison> comparisons)
    {
        WriteHeading($"verdict: {subject.Name()} against the bars");
        var table = new Table("scenario", "bar", "measured", "verdict");
        foreach (var bar in Bar.All)
        {
            if (comparisons.FirstOrDefault(comparison => comparison.Scenario.Name == bar.Scenario) is { } comparison
                && bar.Judge(comparison, subject) is { } row)
                table.Add(row);
        }
        table.WriteTo(output, asMarkdown);
    }

    private static string[] Columns(bool isCompared, string figure, string ratio) => isCompared ? [figure, ratio] : [figure];

    private void WriteHeading(string text) => output.WriteLine(asMarkdown ? $"\n### {text}\n" : $"\n{text}");
}
