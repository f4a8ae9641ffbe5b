using System.Diagnostics;

namespace MockWs.Testing.Tests;

/// <summary>What thousands of servers leave behind in a process: nothing.</summary>
[NonParallelizable]
[CancelAfter(300_000)]
internal sealed class LeakTests
{
    private const int WarmUp = 100;
    private const int Servers = 2_000;

    // A server that leaks holds a chunk of its journal at least, a socket, or a timer; noise is far below one of these a server.
    private const int BytesAServer = 500;
    private const int ThreadsOfThePool = 16;
    private const int DescriptorsOfOthers = 8;

    [Test]
    public async Task Two_thousand_servers_leave_the_process_as_the_first_hundred_did()
    {
        await StartAndStopAsync(WarmUp);
        var before = Footprint.Take();

        await StartAndStopAsync(Servers - WarmUp);
        var after = Footprint.Take();

        TestContext.Out.WriteLine($"after {WarmUp}: {before}; after {Servers}: {after}");
        (after.Bytes - before.Bytes).Should().BeLessThan((Servers - WarmUp) * BytesAServer);
        (after.Threads - before.Threads).Should().BeLessThanOrEqualTo(ThreadsOfThePool);
        (after.Descriptors - before.Descriptors).Should().BeLessThanOrEqualTo(DescriptorsOfOthers);
    }

    private static async Task StartAndStopAsync(int servers)
    {
        for (var i = 0; i < servers; i++)
        {
            await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn(UrlsOf(i)));
            using var invoker = server.CreateInvoker();
            using var client = new System.Net.WebSockets.ClientWebSocket();
            await client.ConnectAsync(server.UrlOf("/chat"), invoker, CancellationToken.None);
            (await client.EchoAsync("hello")).Should().Be("hello");

            // Every other client is there still when its server stops.
            if (i % 2 == 0)
            {
                await client.CloseAsync();
            }
        }
    }

    private static string[] UrlsOf(int number) => (number % 10) switch
    {
        0 => ["wss://localhost:0"],
        < 4 => ["ws://localhost:0"],
        _ => [],
    };

    private sealed record Footprint(long Bytes, int Threads, int Descriptors)
    {
        public static Footprint Take()
        {
            // What has a finalizer is gone after the second collection.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var process = Process.GetCurrentProcess();
            var descriptors = OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
            return new Footprint(GC.GetTotalMemory(forceFullCollection: true), process.Threads.Count, descriptors);
        }
    }
}
