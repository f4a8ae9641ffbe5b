using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockWs.Behaviours;
using MockWs.Behaviours.Matching;
using MockWs.Configuration;
using MockWs.Expectations;
using MockWs.Language;
using MockWs.Recording;

namespace MockWs.Server.Admin;

/// <summary>Waits for messages: what replaces a sleep in a pipeline of any language.</summary>
internal sealed class WaitRoute(ToolState tool)
{
    private const int KeptNearMisses = 3;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/wait", WaitAsync);

    private async Task WaitAsync(HttpContext context)
    {
        var wait = ScenarioFragments.Read(await RequestBody.ReadBytesAsync(context), tool.Scenario.Folder, Read);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, tool.Stopping);
        try
        {
            var found = await tool.Server.Journal.WaitForCountAsync(wait.Count, wait.IsMet, wait.Timeout, wait.From, end.Token);
            context.Response.ContentType = "application/json";
            await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
            json.WriteStartObject();
            WriteEntries(json, "entries", found);
            json.WriteEndObject();
        }
        catch (JournalTimeoutException)
        {
            throw new ProblemException(TimedOut(wait));
        }
        catch (OperationCanceledException) when (tool.Stopping.IsCancellationRequested)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "The server is stopping.");
        }
    }

    private Problem TimedOut(Wait wait)
    {
        var candidates = tool.Server.Journal.Snapshot(wait.From).Where(wait.IsCandidate).ToList();
        var found = candidates.Where(wait.IsMet).ToList();
        var nearest = candidates
            .Select(entry => (Entry: entry, Miss: wait.Explain(entry)))
            .Where(other => other.Miss is not null)
            .OrderByDescending(other => other.Miss!.Closeness)
            .ThenByDescending(other => other.Entry.Sequence)
            .Take(KeptNearMisses)
            .ToList();
        var seconds = wait.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return new Problem(
            StatusCodes.Status408RequestTimeout,
            $"{found.Count} of {wait.Count} messages ({wait.When}) came within {seconds} s"
            + (candidates.Count == 0 ? "; there was none at all on such a path and connection." : nearest.Count == 0 ? "." : "; the nearest others are told."))
        {
            Extend = json =>
            {
                WriteEntries(json, "entries", found);
                json.WriteStartArray("nearMisses");
                foreach (var (entry, miss) in nearest)
                {
                    json.WriteStartObject();
                    json.WriteString("difference", miss!.Text);
                    json.WritePropertyName("entry");
                    Journal.WriteJson(entry, json);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
        };
    }

    private static void WriteEntries(Utf8JsonWriter json, string name, IEnumerable<JournalEntry> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            Journal.WriteJson(entry, json);
        }

        json.WriteEndArray();
    }

    private static Wait Read(ScenarioNode node)
    {
        var members = node.Members("when", "path", "connection", "direction", "since", "count", "timeout");
        var timeout = members.GetValueOrDefault("timeout")?.Duration() ?? Journal.DefaultTimeout;
        if (timeout > LongestTimeout)
        {
            members["timeout"].Wrong($"is at most {LongestTimeout}");
        }

        var path = members.GetValueOrDefault("path") is { } pathNode && pathNode.Text() is { } pattern ? pathNode.Try(() => PathPattern.Parse(pattern)) : null;
        return new Wait(
            members.TryGetValue("when", out var when) && MatcherWords.When.Read(when).Is(out var matcher) ? matcher : Any.Message,
            path,
            members.GetValueOrDefault("connection")?.Integer(least: 1),
            members.GetValueOrDefault("direction")?.Word<Direction>() ?? Direction.Received,
            (members.GetValueOrDefault("since")?.Long(least: 0) ?? 0) + 1,
            members.GetValueOrDefault("count")?.Integer(least: 1) ?? 1,
            timeout);
    }

    private enum Direction
    {
        Received = JournalEntryKind.Received,
        Sent = JournalEntryKind.Sent,
    }

    /// <summary>What is awaited.</summary>
    private sealed record Wait(Matcher When, PathPattern? Path, int? Connection, Direction Direction, long From, int Count, TimeSpan Timeout)
    {
        public bool IsCandidate(JournalEntry entry) =>
            Messages.IsMessage(entry)
            && entry.Kind == (JournalEntryKind)Direction
            && (Connection is null || entry.Connection == Connection)
            && (Path is null || Path.Match(entry.Path) is not null);

        public bool IsMet(JournalEntry entry) => IsCandidate(entry) && Explain(entry) is null;

        /// <summary>How a candidate differs from what is awaited; null if it does not.</summary>
        public NearMiss? Explain(JournalEntry entry) => Messages.Compare(When, entry);
    }
}
