using System.CommandLine;

namespace MockWs.Benchmarks.Servers;

/// <summary>The child process: runs one server until its input ends.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var kind = new Argument<ServerKind>("server") { Description = "Which server to run." };
        var command = new Command("serve", "Run one server: the comparison starts its servers this way.") { kind };
        command.SetAction((parsed, _) => ServeAsync(parsed.GetValue(kind)));
        return command;
    }

    private static async Task ServeAsync(ServerKind kind)
    {
        var port = kind switch
        {
            ServerKind.MockWs => await MockWsEcho.StartAsync(),
            ServerKind.Kestrel => await KestrelEcho.StartAsync(),
            ServerKind.Naive => await NaiveEcho.StartAsync(),
            ServerKind.Sink => SinkEcho.Start(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This server is not one of .NET."),
        };
        Console.WriteLine(port);
        while (await Console.In.ReadLineAsync() is not null)
        {
            Settle();
            // What a collection frees on another thread, such as a trimmed pool, is seen by the next one.
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            Settle();
            Console.WriteLine("settled");
        }
    }

    private static void Settle()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}
