using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MockWs.Server.Admin;

/// <summary>How the tool is, and what.</summary>
internal sealed class StatusRoutes(ToolState tool)
{
    public static readonly string Version = typeof(StatusRoutes).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", HealthAsync);
        routes.MapGet("/ready", ReadyAsync);
        routes.MapGet("/info", InfoAsync);
        routes.MapGet("/openapi.json", OpenApiAsync);
        routes.MapPost("/reset", ResetAsync);
    }

    private Task HealthAsync(HttpContext context)
    {
        var failure = tool.Server.Journal.SpillFailure;
        context.Response.StatusCode = failure is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var view = new HealthView(failure is null ? "healthy" : "failing", tool.Server.Connections.Count, tool.Server.Journal.Count, failure);
        return AdminApi.WriteAsync(context, view, ApiJson.Shapes.HealthView);
    }

    private Task ReadyAsync(HttpContext context) => tool.Stopping.IsCancellationRequested
        ? throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "The server is stopping.")
        : HealthAsync(context);

    private Task InfoAsync(HttpContext context) => AdminApi.WriteAsync(
        context,
        new InfoView(Version, [.. UrlsFor(context.Request)], tool.Server.EndpointPaths, tool.Scenarios),
        ApiJson.Shapes.InfoView);

    /// <summary>
    /// Where clients connect. Where the caller got through to comes first: from another machine, or through a port that was mapped, the others may be
    /// out of reach.
    /// </summary>
    private IEnumerable<string> UrlsFor(HttpRequest request)
    {
        var all = tool.Urls.Select(url => url.ToString());
        return tool.Api.Port is null ? all.Prepend($"{(request.IsHttps ? "wss" : "ws")}://{request.Host}/").Distinct() : all;
    }

    private static async Task OpenApiAsync(HttpContext context)
    {
        await using var document = typeof(StatusRoutes).Assembly.GetManifestResourceStream("openapi.json")!;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = document.Length;
        await document.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task ResetAsync(HttpContext context)
    {
        await RequestBody.ReadAsync(context, ApiJson.Shapes.EmptyBody);
        await tool.Server.ResetAsync();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
