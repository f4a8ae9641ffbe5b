using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MockWs.Benchmarks.Report;
using MockWs.Benchmarks.Servers;

namespace MockWs.Benchmarks.Fixtures;

/// <summary>The command line of what a server for each test costs.</summary>
internal static class FixtureCommand
{
    private const int WarmUps = 100;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How many servers of each kind are started in the warm process.", DefaultValueFactory = _ => 300 };
        var processes = new Option<int>("--processes") { Description = "How many cold processes each kind has.", DefaultValueFactory = _ => 7 };
        var once = new Option<FixtureKind?>("--once") { Description = "Start one server and print its milliseconds: a cold process is this." };
        var echo = new Option<int>("--echo") { Description = "The port of a running echo, for the client alone." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown." };
        var command = new Command("fixture", "Measure a server for each test: from its start to the first echo, client included.") { rounds, processes, once, echo, markdown };
        command.SetAction((parsed, _) => parsed.GetValue(once) is { } kind
            ? PrintOnceAsync(kind, parsed.GetValue(echo))
            : CompareAsync(parsed.GetValue(rounds), parsed.GetValue(processes), parsed.GetValue(markdown)));
        return command;
    }

    private static async Task PrintOnceAsync(FixtureKind kind, int echo) =>
        Console.WriteLine((await FirstEcho.MeasureAsync(kind, echo)).ToString(CultureInfo.InvariantCulture));

    private static async Task CompareAsync(int rounds, int processes, bool asMarkdown)
    {
        using var echo = ServerProcess.Start(ServerKind.MockWs);
        var kinds = Enum.GetValues<FixtureKind>();
        var warm = kinds.ToDictionary(kind => kind, _ => new List<double>());
        var cold = kinds.ToDictionary(kind => kind, _ => new List<double>());
        for (var process = 0; process < processes; process++)
        {
            foreach (var kind in kinds)
                cold[kind].Add(MeasureCold(kind, echo.Port));
        }
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var kind in kinds)
            {
                var time = await FirstEcho.MeasureAsync(kind, echo.Port);
                if (round >= 0)
                    warm[kind].Add(time);
            }
        }

        var table = new Table("start to first echo", "warm, ms", "target", "cold, ms", "target");
        foreach (var kind in kinds)
        {
            var target = kind.Target();
            table.Add(kind.Name(), new Spread(warm[kind]).Print("0.00"), Say(target.Warm), new Spread(cold[kind]).Print("0"), Say(target.Cold));
        }
        table.WriteTo(Console.Out, asMarkdown);
    }

    private static double MeasureCold(FixtureKind kind, int echo)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [Assembly.GetExecutingAssembly().Location, "fixture", "--once", kind.ToString(), "--echo", echo.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(output, CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new InvalidOperationException($"{kind.Name()} printed no time: {output}");
    }

    private static string Say(double? target) => target is { } most ? $"at most {most.ToString(CultureInfo.InvariantCulture)}" : "";
}
