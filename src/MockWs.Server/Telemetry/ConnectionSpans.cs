using System.Diagnostics;
using MockWs.Recording;
using MockWs.Wire.Handshake;

namespace MockWs.Server.Telemetry;

/// <summary>
/// Makes a span of each connection, out of what the journal says of it: the handshake begins it, messages are its events, its end ends it. A
/// client that sends <c>traceparent</c> (W3C Trace Context) finds it in its own trace. Calls come one after the other.
/// </summary>
/// <param name="source">Makes the spans.</param>
/// <param name="connections">The numbers of those that are connected now.</param>
internal sealed class ConnectionSpans(ActivitySource source, Func<IEnumerable<int>> connections)
{
    /// <summary>As many as OpenTelemetry lets a span have, unless it is told otherwise.</summary>
    private const int MostEvents = 128;

    private readonly Dictionary<int, (Activity Span, int Events)> _open = [];

    public void Take(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalEntryKind.Opened:
                if (Begin(entry) is { } span)
                {
                    _open[entry.Connection] = (span, 0);
                }

                break;
            case JournalEntryKind.Refused:
                End(Begin(entry), entry.Time);
                break;
            case JournalEntryKind.Decided:
                break;
            case JournalEntryKind.Closed or JournalEntryKind.Lost:
                End(entry);
                break;
            default:
                Happen(entry);
                break;
        }
    }

    /// <summary>Ends those whose end was not seen: entries came and went faster than they could be read.</summary>
    public void EndThoseThatAreGone()
    {
        var there = connections().ToHashSet();
        EndAll(connection => !there.Contains(connection));
    }

    public void EndAll() => EndAll(_ => true);

    private void EndAll(Predicate<int> which)
    {
        foreach (var (connection, (span, _)) in _open.Where(open => which(open.Key)).ToList())
        {
            _open.Remove(connection);
            End(span, TimeProvider.System.GetUtcNow());
        }
    }

    private Activity? Begin(JournalEntry entry)
    {
        var headers = new HandshakeHeaders(entry.RequestBytes);
        ActivityContext.TryParse(headers["traceparent"], headers["tracestate"], isRemote: true, out var parent);
        var span = source.StartActivity($"GET {entry.Path}", ActivityKind.Server, parent, startTime: entry.Time, tags:
        [
            new("http.request.method", "GET"),
            new("http.response.status_code", entry.Status),
            new("url.path", entry.Path),
            new("client.address", entry.RemoteAddress),
            new("mockws.connection", entry.Connection),
        ]);

        // The next one is not its child.
        Activity.Current = null;
        return span;
    }

    private void Happen(JournalEntry entry)
    {
        if (!_open.TryGetValue(entry.Connection, out var open))
        {
            return;
        }

        _open[entry.Connection] = open with { Events = open.Events + 1 };
        if (open.Events < MostEvents)
        {
            open.Span.AddEvent(new ActivityEvent(entry.Kind.ToString().ToLowerInvariant(), entry.Time, TagsOf(entry)));
        }

        if (entry.Kind is JournalEntryKind.Violation or JournalEntryKind.Error)
        {
            open.Span.SetStatus(ActivityStatusCode.Error, entry.Text);
        }
    }

    private void End(JournalEntry entry)
    {
        if (!_open.Remove(entry.Connection, out var open))
        {
            return;
        }

        open.Span.SetTag("mockws.close_code", entry.CloseCode);
        open.Span.SetTag("mockws.events", open.Events);
        if (entry.Kind == JournalEntryKind.Lost)
        {
            open.Span.SetStatus(ActivityStatusCode.Error, entry.Text);
        }

        End(open.Span, entry.Time);
    }

    private static void End(Activity? span, DateTimeOffset time)
    {
        span?.SetEndTime(time.UtcDateTime);
        span?.Stop();
    }

    /// <summary>The payload is left out: the journal has it, by the sequence.</summary>
    private static ActivityTagsCollection TagsOf(JournalEntry entry)
    {
        var tags = new ActivityTagsCollection { ["mockws.sequence"] = entry.Sequence };
        if (entry.Opcode is { } opcode)
        {
            tags["mockws.type"] = opcode.ToString().ToLowerInvariant();
            tags["mockws.bytes"] = entry.Payload.Length;
        }
        else
        {
            tags["mockws.text"] = entry.Text;
        }

        if (entry.CloseCode is { } code)
        {
            tags["mockws.close_code"] = code;
        }

        if (entry.IsUnmatched)
        {
            tags["mockws.unmatched"] = true;
        }

        return tags;
    }
}
