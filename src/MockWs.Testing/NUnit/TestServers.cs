using NUnit.Framework;

namespace MockWs.Testing;

/// <summary>The servers of one test, or of one fixture. Safe for concurrent use.</summary>
internal sealed class TestServers
{
    /// <summary>Of a failure in all, so that it needs no scrolling.</summary>
    private const int MostLines = 24;

    private readonly List<MockWsServer> _servers = [];
    private readonly Lock _lock = new();
    private long _inspected;

    public MockWsServer First
    {
        get
        {
            lock (_lock)
            {
                return _servers[0];
            }
        }
    }

    public void Add(MockWsServer server)
    {
        lock (_lock)
        {
            _servers.Add(server);
        }
    }

    /// <summary>Inspects and stops all servers, and shows what they recorded.</summary>
    /// <exception cref="AssertionException">Something is not as it should be.</exception>
    public async Task EndAsync(ServerChecks checks, bool hasFailed)
    {
        List<MockWsServer> servers;
        lock (_lock)
        {
            servers = [.. _servers];
        }

        var problems = new List<string>();
        foreach (var server in servers)
        {
            problems.AddRange(await server.InspectAsync(checks, Interlocked.Read(ref _inspected) + 1).ConfigureAwait(false));
            problems.AddRange(PromisedAssertions.LeftOver(server.Journal));
            await server.DisposeAsync().ConfigureAwait(false);
        }

        TranscriptOutput.Show([.. servers.Select(server => server.Journal)], isFile: hasFailed || problems.Count > 0);
        Fail(problems);
    }

    /// <summary>Inspects what is new on a server that goes on.</summary>
    /// <exception cref="AssertionException">Something is not as it should be.</exception>
    public async Task InspectSharedAsync(ServerChecks checks, bool hasFailed)
    {
        var journal = First.Journal;
        var last = journal.LastOrDefault()?.Sequence ?? 0;
        var from = Interlocked.Exchange(ref _inspected, last) + 1;
        List<string> problems = [.. await First.InspectAsync(checks, from).ConfigureAwait(false), .. PromisedAssertions.LeftOver(journal)];
        TranscriptOutput.Show([journal.Where(entry => entry.Sequence >= from)], isFile: hasFailed || problems.Count > 0);
        Fail(problems);
    }

    private static void Fail(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new AssertionException($"The test is over, and its mock server is not as it should be:\n{string.Join('\n', Lines(problems))}");
        }
    }

    /// <summary>As many problems as fit on a screen, and at least the first.</summary>
    private static IEnumerable<string> Lines(List<string> problems)
    {
        var lines = new List<string>();
        for (var shown = 0; shown < problems.Count; shown++)
        {
            var next = $"- {problems[shown].Replace("\n", "\n  ", StringComparison.Ordinal)}".Split('\n');
            if (shown > 0 && lines.Count + next.Length > MostLines - 2)
            {
                return lines.Append($"… and {problems.Count - shown} more; the transcript has them all.");
            }

            lines.AddRange(next);
        }

        return lines;
    }
}
