using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using MockWs.Recording;

namespace MockWs.Server.Admin;

/// <summary>What was recorded: in pages, as JSON Lines, as a transcript, or as it happens.</summary>
internal sealed class JournalRoutes(ToolState tool)
{
    private const int PageSize = 1000;

    private static readonly string[] MediaTypes = ["application/json", "application/x-ndjson", "text/plain", "text/event-stream"];

    private Journal Journal => tool.Server.Journal;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journal", ReadAsync);
        routes.MapDelete("/journal", ClearAsync);
    }

    private Task ReadAsync(HttpContext context)
    {
        var filter = JournalFilter.Parse(context.Request.Query);
        switch (Accept.Choose(context.Request, MediaTypes))
        {
            case "application/json":
                return WritePageAsync(context, filter);
            case "application/x-ndjson":
                context.Response.ContentType = "application/x-ndjson";
                return Journal.ExportJsonLinesAsync(Limited(filter), context.Response.Body, context.RequestAborted);
            case "text/plain":
                context.Response.ContentType = "text/plain; charset=utf-8";
                return WriteTranscriptAsync(context, filter);
            case "text/event-stream":
                return JournalStream.WriteAsync(context, Journal, filter, tool.Stopping);
            default:
                throw new ProblemException(StatusCodes.Status406NotAcceptable, $"The journal can be had as {string.Join(", ", MediaTypes)}.");
        }
    }

    private Task ClearAsync(HttpContext context)
    {
        Journal.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private IEnumerable<JournalEntry> Limited(JournalFilter filter) => filter.Limit is { } limit ? filter.Of(Journal).Take(limit) : filter.Of(Journal);

    private async Task WriteTranscriptAsync(HttpContext context, JournalFilter filter)
    {
        await using var writer = new StreamWriter(context.Response.Body, new UTF8Encoding(false), leaveOpen: true);
        foreach (var entry in Limited(filter))
        {
            await writer.WriteAsync($"{Transcript.Line(entry)}\n".AsMemory(), context.RequestAborted);
        }
    }

    private async Task WritePageAsync(HttpContext context, JournalFilter filter)
    {
        var size = filter.Limit ?? PageSize;
        var entries = filter.Of(Journal).Take(size + 1L > int.MaxValue ? size : size + 1).ToList();
        var hasMore = entries.Count > size;
        if (hasMore)
        {
            entries.RemoveAt(size);
            context.Response.Headers.Link = $"<{NextUrl(context.Request, filter, entries[^1].Sequence)}>; rel=\"next\"";
        }

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            Journal.WriteJson(entry, json);
            await json.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteBoolean("more", hasMore);
        json.WriteNumber("dropped", Journal.Dropped);
        json.WriteEndObject();
    }

    private static string NextUrl(HttpRequest request, JournalFilter filter, long last)
    {
        var step = filter.NewestFirst ? "before" : "since";
        var query = new QueryBuilder(request.Query.Where(pair => !pair.Key.Equals(step, StringComparison.OrdinalIgnoreCase)));
        query.Add(step, last.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return $"{request.PathBase}{request.Path}{query}";
    }
}
